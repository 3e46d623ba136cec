package dev.poolproof.warp;

import dev.poolproof.warp.Treatment.FilterLast;
import dev.poolproof.warp.Treatment.Leave;
import dev.poolproof.warp.Treatment.Make;
import dev.poolproof.warp.Treatment.RealTimeout;
import dev.poolproof.warp.Treatment.Replace;
import dev.poolproof.warp.Treatment.VirtualNow;
import dev.poolproof.warp.runtime.Clocks;
import dev.poolproof.warp.runtime.Timeouts;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Writes the code that takes the place of timing calls in one class. */
final class Emission {
    private static final String TIMEOUTS = Type.getInternalName(Timeouts.class);
    private static final String UNIT = "java/util/concurrent/TimeUnit";
    private static final String UNIT_TYPE = "L" + UNIT + ";";

    private final Bridges bridges;
    private final boolean canBridge;

    /**
     * @param canBridge false for an interface of a class file version that knows no methods with a
     *     body
     */
    Emission(Bridges bridges, boolean canBridge) {
        this.bridges = bridges;
        this.canBridge = canBridge;
    }

    /** Whether this call can be written as the treatment says. */
    boolean canWrite(Call call, Treatment treatment) {
        if (treatment instanceof Leave) {
            return false;
        }
        if (treatment instanceof Replace) {
            return !call.isSpecial();
        }
        if (treatment instanceof Make) {
            return true;
        }
        boolean needsBridge = treatment instanceof RealTimeout && !isInPlace(call);
        return !needsBridge || (canBridge && !call.isSpecial());
    }

    /** Writes the call's substitute; its arguments are on the stack. */
    void write(Call call, Rule rule, MethodVisitor code) {
        Treatment treatment = rule.treatment();
        if (treatment instanceof Replace replace) {
            invoke(
                    code,
                    Type.getInternalName(replace.runtime()),
                    call.name(),
                    replaced(call, rule));
        } else if (treatment instanceof Make make) {
            make(call, make, code);
        } else if (treatment instanceof FilterLast filter) {
            invoke(code, TIMEOUTS, filter.filter(), "(J)J");
            call.emit(code);
        } else if (treatment instanceof VirtualNow now) {
            invoke(code, Type.getInternalName(Clocks.class), now.clock(), now.clockDescriptor());
            withClock(call).emit(code);
        } else if (treatment instanceof RealTimeout && isInPlace(call)) {
            realTimeout(code);
            call.emit(code);
        } else if (treatment instanceof RealTimeout) {
            Handle bridge = bridges.bridge(call, call.owner(), this::timeoutBody);
            code.visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    bridge.getOwner(),
                    bridge.getName(),
                    bridge.getDesc(),
                    bridge.isInterface());
        } else {
            throw new IllegalStateException(treatment + " writes no code");
        }
    }

    /**
     * The substitute of a method handle that makes this call.
     *
     * @param receiver internal name of the type of the object the call is bound to, which must be
     *     met exactly
     */
    Handle handle(Call call, String receiver, Rule rule) {
        if (rule.treatment() instanceof Replace replace && call.isStatic()) {
            String runtime = Type.getInternalName(replace.runtime());
            return new Handle(
                    Opcodes.H_INVOKESTATIC, runtime, call.name(), call.descriptor(), false);
        }
        if (rule.treatment() instanceof Make make) {
            String runtime = Type.getInternalName(make.runtime());
            return new Handle(Opcodes.H_INVOKESTATIC, runtime, make.factory(), made(call), false);
        }
        if (rule.treatment() instanceof RealTimeout) {
            return bridges.bridge(call, receiver, this::timeoutBody);
        }
        return bridges.bridge(
                call,
                receiver,
                (it, code) -> {
                    loadAll(it, code);
                    write(it, rule, code);
                });
    }

    /** Whether a handle to this call can be replaced. */
    boolean canHandle(Call call, Treatment treatment) {
        return treatment instanceof Make
                || (!(treatment instanceof Leave)
                        && !call.isSpecial()
                        && (canBridge || (treatment instanceof Replace && call.isStatic())));
    }

    private static String replaced(Call call, Rule rule) {
        return call.staticDescriptor(Type.getInternalName(rule.owner()));
    }

    /** Below the arguments lies, twice, the object that is not to be initialised. */
    private static void make(Call call, Make make, MethodVisitor code) {
        invoke(code, Type.getInternalName(make.runtime()), make.factory(), made(call));
        for (int copy = 0; copy < 2; copy++) {
            code.visitInsn(Opcodes.SWAP);
            code.visitInsn(Opcodes.POP);
        }
    }

    private static String made(Call call) {
        return call.parameters() + "L" + call.owner() + ";";
    }

    private static boolean isInPlace(Call call) {
        return (call.isStatic() || call.isSpecial())
                && call.parameters().endsWith(TimingTable.TIMEOUT + ")");
    }

    private static Call withClock(Call call) {
        String result = call.descriptor().substring(call.descriptor().indexOf(')'));
        return new Call(
                call.opcode(),
                call.owner(),
                call.name(),
                "(Ljava/time/Clock;" + result,
                call.isInterface());
    }

    /**
     * Passes the arguments on, the timeout converted unless the receiver's method is rewritten code
     * itself.
     */
    private void timeoutBody(Call call, MethodVisitor code) {
        Type[] arguments = Type.getArgumentTypes(call.staticDescriptor(call.owner()));
        int local = 0;
        for (int i = 0; i < arguments.length; i++) {
            boolean timeout =
                    arguments[i].equals(Type.LONG_TYPE)
                            && i + 1 < arguments.length
                            && arguments[i + 1].getDescriptor().equals(UNIT_TYPE);
            if (timeout) {
                loadTimeout(call, local, code);
                local += 3;
                i++;
            } else {
                code.visitVarInsn(arguments[i].getOpcode(Opcodes.ILOAD), local);
                local += arguments[i].getSize();
            }
        }
        call.emit(code);
    }

    private static void loadTimeout(Call call, int local, MethodVisitor code) {
        int unit = local + 2;
        if (call.isStatic()) {
            code.visitVarInsn(Opcodes.LLOAD, local);
            code.visitVarInsn(Opcodes.ALOAD, unit);
            realTimeout(code);
            return;
        }
        String receiver = "(Ljava/lang/Object;Ljava/lang/String;";
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitLdcInsn(call.key());
        code.visitVarInsn(Opcodes.LLOAD, local);
        code.visitVarInsn(Opcodes.ALOAD, unit);
        invoke(code, TIMEOUTS, "timeoutFor", receiver + "J" + UNIT_TYPE + ")J");
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitLdcInsn(call.key());
        code.visitVarInsn(Opcodes.ALOAD, unit);
        invoke(code, TIMEOUTS, "unitFor", receiver + UNIT_TYPE + ")" + UNIT_TYPE);
    }

    private static void realTimeout(MethodVisitor code) {
        invoke(code, TIMEOUTS, "realNanos", "(J" + UNIT_TYPE + ")J");
        code.visitFieldInsn(Opcodes.GETSTATIC, UNIT, "NANOSECONDS", UNIT_TYPE);
    }

    private static void loadAll(Call call, MethodVisitor code) {
        int local = 0;
        for (Type argument : Type.getArgumentTypes(call.staticDescriptor(call.owner()))) {
            code.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), local);
            local += argument.getSize();
        }
    }

    private static void invoke(MethodVisitor code, String owner, String name, String descriptor) {
        code.visitMethodInsn(Opcodes.INVOKESTATIC, owner, name, descriptor, false);
    }
}
