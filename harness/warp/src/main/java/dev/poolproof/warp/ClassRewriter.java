package dev.poolproof.warp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Rewrites the timing calls of one class file after the other. Thread-safe. */
final class ClassRewriter {
    private final TimingCalls calls;

    ClassRewriter(ClassBytes libraries) {
        calls = new TimingCalls(libraries);
    }

    Rewritten rewrite(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        List<Site> sites = new ArrayList<>();
        reader.accept(new Rewriting(writer, sites), 0);
        boolean changed = sites.stream().anyMatch(it -> it.kind() == Site.Kind.REWRITTEN);
        return new Rewritten(changed ? writer.toByteArray() : null, List.copyOf(sites));
    }

    /** Passes one class through. */
    private final class Rewriting extends ClassVisitor {
        private final List<Site> sites;
        private String name = "";
        private Bridges bridges = new Bridges("", false);
        private Emission emission = new Emission(bridges, false);

        Rewriting(ClassVisitor out, List<Site> sites) {
            super(Opcodes.ASM9, out);
            this.sites = sites;
        }

        @Override
        public void visit(
                int version,
                int access,
                String name,
                @Nullable String signature,
                @Nullable String superName,
                String @Nullable [] interfaces) {
            super.visit(version, access, name, signature, superName, interfaces);
            boolean isInterface = (access & Opcodes.ACC_INTERFACE) != 0;
            this.name = name.replace('/', '.');
            bridges = new Bridges(name, isInterface);
            emission = new Emission(bridges, !isInterface || (version & 0xffff) >= Opcodes.V1_8);
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            MethodVisitor out = super.visitMethod(access, name, descriptor, signature, exceptions);
            Place place = new Place(this.name, name, sites);
            return new MethodRewriter(out, calls, emission, place);
        }

        @Override
        public void visitEnd() {
            bridges.writeTo(cv);
            super.visitEnd();
        }
    }
}
