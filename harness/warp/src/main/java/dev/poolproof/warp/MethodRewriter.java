package dev.poolproof.warp;

import dev.poolproof.warp.Treatment.Leave;
import dev.poolproof.warp.Treatment.Make;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Rewrites the timing calls of one method, also those that stand in it as method handles. */
final class MethodRewriter extends MethodVisitor {
    private final TimingCalls calls;
    private final Emission emission;
    private final Place place;

    /**
     * How many objects of each type are being made at this point. Compilers put two references to
     * each on the stack, below the constructor's arguments.
     */
    private final Map<String, Integer> making = new HashMap<>();

    MethodRewriter(MethodVisitor out, TimingCalls calls, Emission emission, Place place) {
        super(Opcodes.ASM9, out);
        this.calls = calls;
        this.emission = emission;
        this.place = place;
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        super.visitTypeInsn(opcode, type);
        if (opcode == Opcodes.NEW) {
            making.merge(type, 1, Integer::sum);
        }
    }

    @Override
    public void visitMethodInsn(
            int opcode, String owner, String name, String descriptor, boolean isInterface) {
        Call call = new Call(opcode, owner, name, descriptor, isInterface);
        boolean makes = makes(call);
        Finding finding = calls.find(call);
        Rule rule = finding == null ? null : finding.rule();
        boolean canWrite =
                rule != null
                        && emission.canWrite(call, rule.treatment())
                        && (makes || !(rule.treatment() instanceof Make));
        if (rule != null && canWrite) {
            emission.write(call, rule, mv);
        } else {
            call.emit(mv);
        }
        note(call, finding, canWrite);
    }

    /** Whether the call makes an object; else it is one of a superclass's constructor. */
    private boolean makes(Call call) {
        if (!call.name().equals("<init>")) {
            return false;
        }
        int open = making.getOrDefault(call.owner(), 0);
        making.put(call.owner(), Math.max(0, open - 1));
        return open > 0;
    }

    @Override
    public void visitInvokeDynamicInsn(
            String name, String descriptor, Handle bootstrap, Object... arguments) {
        String receiver = boundReceiver(descriptor, bootstrap);
        Object[] rewritten = arguments.clone();
        for (int i = 0; i < rewritten.length; i++) {
            rewritten[i] = constant(rewritten[i], receiver);
        }
        super.visitInvokeDynamicInsn(name, descriptor, bootstrap, rewritten);
    }

    @Override
    public void visitLdcInsn(Object value) {
        super.visitLdcInsn(constant(value, null));
    }

    /**
     * The type of the object that a method reference such as {@code queue::poll} is bound to; null
     * if it is bound to none.
     */
    private static @Nullable String boundReceiver(String descriptor, Handle bootstrap) {
        Type[] captured = Type.getArgumentTypes(descriptor);
        boolean isLambda = bootstrap.getOwner().equals("java/lang/invoke/LambdaMetafactory");
        return isLambda && captured.length > 0 && captured[0].getSort() == Type.OBJECT
                ? captured[0].getInternalName()
                : null;
    }

    private Object constant(Object value, @Nullable String receiver) {
        if (value instanceof Handle handle && handle.getTag() >= Opcodes.H_INVOKEVIRTUAL) {
            return handle(handle, receiver);
        }
        return value instanceof ConstantDynamic dynamic ? constantDynamic(dynamic) : value;
    }

    private ConstantDynamic constantDynamic(ConstantDynamic constant) {
        Object[] arguments = new Object[constant.getBootstrapMethodArgumentCount()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = constant(constant.getBootstrapMethodArgument(i), null);
        }
        return new ConstantDynamic(
                constant.getName(),
                constant.getDescriptor(),
                constant.getBootstrapMethod(),
                arguments);
    }

    private Handle handle(Handle handle, @Nullable String receiver) {
        Call call = Call.of(handle);
        Finding finding = calls.find(call);
        Rule rule = finding == null ? null : finding.rule();
        boolean canHandle = rule != null && emission.canHandle(call, rule.treatment());
        note(call, finding, canHandle);
        return rule != null && canHandle
                ? emission.handle(call, receiver == null ? call.owner() : receiver, rule)
                : handle;
    }

    private void note(Call call, @Nullable Finding finding, boolean rewritten) {
        if (finding == null) {
            return;
        }
        Rule rule = finding.rule();
        if (rewritten) {
            place.rewritten(call, finding);
        } else if (rule != null && rule.treatment() instanceof Leave leave) {
            place.leftAlone(call, finding, leave.reason());
        } else {
            place.unknown(call, finding);
        }
    }
}
