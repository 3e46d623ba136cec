package dev.poolproof.model.scenario;

/** What is wrong with the directories that nginx has for temporary files. */
public enum Breakage {
    /** Nothing. */
    NONE,
    /** {@code proxy_temp} may not be entered by nginx: mode 000. */
    PROXY_TEMP_DENIED,
    /** {@code proxy_temp} may be read, not written: mode 500. */
    PROXY_TEMP_READ_ONLY,
    /** {@code proxy_temp} was removed while nginx ran, which makes it only when it starts. */
    PROXY_TEMP_MISSING,
    /**
     * The incident: {@code user} was changed, and the directories within {@code proxy_temp} are
     * still another user's. nginx mends the owner of the topmost one only, so it looks right.
     * Without root there is no other user: there they may not be entered by anybody.
     */
    PROXY_TEMP_STALE,
    /** As {@link #PROXY_TEMP_STALE}, of three directories of ten: three requests of ten fail. */
    PROXY_TEMP_STALE_PARTLY,
    /**
     * The file system of {@code proxy_temp} is full but for {@link #ROOM}, which all responses
     * share. A file is made, and filled, until the kernel says that there is no space left.
     */
    PROXY_TEMP_FULL,
    /** {@code client_body_temp} may not be entered by nginx: mode 000. */
    CLIENT_BODY_TEMP_DENIED;

    /** Bytes that fit on the file system which is filled. */
    public static final int DISK = 32 << 20;

    /** Bytes that a full file system still has. */
    public static final int ROOM = 64 << 10;
}
