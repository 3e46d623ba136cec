package dev.poolproof.warp;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * What the search for a method's declaration needs of a library class.
 *
 * @param superName null for an interface of which only the interfaces count
 * @param bodies name and descriptor of each method that is not abstract
 */
record ClassShape(@Nullable String superName, List<String> interfaces, Set<String> bodies) {

    static ClassShape of(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        Set<String> bodies = new HashSet<>();
        ClassVisitor collector =
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public @Nullable MethodVisitor visitMethod(
                            int access,
                            String name,
                            String descriptor,
                            @Nullable String signature,
                            String @Nullable [] exceptions) {
                        if ((access & Opcodes.ACC_ABSTRACT) == 0) {
                            bodies.add(name + descriptor);
                        }
                        return null;
                    }
                };
        reader.accept(
                collector,
                ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return new ClassShape(reader.getSuperName(), List.of(reader.getInterfaces()), bodies);
    }
}
