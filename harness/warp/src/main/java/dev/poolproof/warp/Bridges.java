package dev.poolproof.warp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The private static methods that a class gets where a call cannot be converted in place. One for
 * each distinct call.
 */
final class Bridges {
    private static final String PREFIX = "warp$";
    private static final int ACCESS =
            Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;

    private final String owner;
    private final boolean inInterface;
    private final Map<Bound, Bridge> bridges = new LinkedHashMap<>();

    private record Bound(Call call, String receiver) {}

    private record Bridge(Handle handle, BiConsumer<Call, MethodVisitor> body) {}

    Bridges(String owner, boolean inInterface) {
        this.owner = owner;
        this.inInterface = inInterface;
    }

    /**
     * The bridge that does what {@code call} shall do.
     *
     * @param receiver internal name of the type of the bridge's first parameter, unless the call is
     *     static
     * @param body writes code that takes the arguments from the local variables, the receiver
     *     first, and leaves the result
     */
    Handle bridge(Call call, String receiver, BiConsumer<Call, MethodVisitor> body) {
        return bridges.computeIfAbsent(
                        new Bound(call, receiver),
                        it -> {
                            String name = PREFIX + bridges.size();
                            String descriptor = call.staticDescriptor(receiver);
                            int tag = Opcodes.H_INVOKESTATIC;
                            return new Bridge(
                                    new Handle(tag, owner, name, descriptor, inInterface), body);
                        })
                .handle();
    }

    /** Writes the bridges that were asked for; the end of a class is the place for them. */
    void writeTo(ClassVisitor type) {
        bridges.forEach(
                (bound, bridge) -> {
                    String descriptor = bridge.handle.getDesc();
                    MethodVisitor code =
                            type.visitMethod(
                                    ACCESS, bridge.handle.getName(), descriptor, null, null);
                    code.visitCode();
                    bridge.body.accept(bound.call, code);
                    code.visitInsn(Type.getReturnType(descriptor).getOpcode(Opcodes.IRETURN));
                    code.visitMaxs(0, 0);
                    code.visitEnd();
                });
    }
}
