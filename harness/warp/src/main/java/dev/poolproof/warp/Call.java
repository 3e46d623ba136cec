package dev.poolproof.warp;

import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * A method call as it stands in a class file; {@code opcode} is one of the {@code INVOKE}
 * instructions.
 */
record Call(int opcode, String owner, String name, String descriptor, boolean isInterface) {

    /** The call that a method handle of the constant pool makes. */
    static Call of(Handle handle) {
        int opcode =
                switch (handle.getTag()) {
                    case Opcodes.H_INVOKEVIRTUAL -> Opcodes.INVOKEVIRTUAL;
                    case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
                    case Opcodes.H_INVOKEINTERFACE -> Opcodes.INVOKEINTERFACE;
                    default -> Opcodes.INVOKESPECIAL;
                };
        return new Call(
                opcode,
                handle.getOwner(),
                handle.getName(),
                handle.getDesc(),
                handle.isInterface());
    }

    boolean isStatic() {
        return opcode == Opcodes.INVOKESTATIC;
    }

    /**
     * A constructor or a call of the superclass's method: one that cannot be replaced by a static
     * method.
     */
    boolean isSpecial() {
        return opcode == Opcodes.INVOKESPECIAL;
    }

    /** The parameters as in the descriptor, with their brackets. */
    String parameters() {
        return descriptor.substring(0, descriptor.indexOf(')') + 1);
    }

    /**
     * The descriptor of a static method that takes the receiver, if there is one, as its first
     * parameter.
     */
    String staticDescriptor(String receiver) {
        return isStatic() ? descriptor : "(L" + receiver + ";" + descriptor.substring(1);
    }

    /** Name and descriptor together, as {@code Receivers} names a method. */
    String key() {
        return name + descriptor;
    }

    void emit(MethodVisitor code) {
        code.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    }

    /**
     * The called method as a reader knows it, seen on {@code type}: {@code
     * java.lang.Thread.sleep(long)}.
     */
    String readable(Class<?> type) {
        StringBuilder text = new StringBuilder(type.getName()).append('.').append(name).append('(');
        String separator = "";
        for (Type argument : Type.getArgumentTypes(descriptor)) {
            String full = argument.getClassName();
            text.append(separator).append(full.substring(full.lastIndexOf('.') + 1));
            separator = ", ";
        }
        return text.append(')').toString();
    }
}
