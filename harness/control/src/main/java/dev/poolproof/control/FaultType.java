package dev.poolproof.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.poolproof.model.fault.Fault;
import java.util.List;

/** A type of toxic that is one kind of fault. */
final class FaultType<F extends Record & Fault> implements ToxicType {
    private final RecordForm<F> form;

    FaultType(Class<F> type, Notation notation) {
        this.form = new RecordForm<>(type, notation);
    }

    /** As the constructor, for a record that is known to be a fault. */
    @SuppressWarnings("unchecked") // records of the family Fault are both
    static <F extends Record & Fault> FaultType<F> of(
            Class<? extends Record> type, Notation notation) {
        return new FaultType<>((Class<F>) type, notation);
    }

    @Override
    public List<Fault> read(ObjectNode attributes) {
        return List.of(form.read(attributes));
    }

    @Override
    public List<Fault> change(List<Fault> before, ObjectNode attributes) {
        return List.of(form.change((Record) before.get(0), attributes));
    }

    @Override
    public ObjectNode write(List<Fault> faults) {
        return form.write((Record) faults.get(0));
    }
}
