package dev.poolproof.warp;

/**
 * A place in a library that calls a timing method of the JDK.
 *
 * @param inClass the calling class, {@code com.example.Pool}
 * @param inMethod the calling method, without its parameters
 * @param jdkMethod the called method, {@code java.lang.Thread.sleep(long)}
 */
public record TimingCall(String inClass, String inMethod, String jdkMethod) {

    /** {@code com.example.Pool.borrow: java.lang.Thread.sleep(long)}. */
    @Override
    public String toString() {
        return inClass + "." + inMethod + ": " + jdkMethod;
    }
}
