package dev.poolproof.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.poolproof.model.fault.Fault;
import dev.poolproof.proxy.Middlebox;
import java.util.List;

/** A type of toxic that is a middlebox as it is documented: it has no attributes. */
record PresetType(Middlebox box) implements ToxicType {
    @Override
    public List<Fault> read(ObjectNode attributes) {
        new FileNotation().refuseOthers(attributes, List.of());
        return box.hop().faults();
    }

    @Override
    public List<Fault> change(List<Fault> before, ObjectNode attributes) {
        return read(attributes);
    }

    @Override
    public ObjectNode write(List<Fault> faults) {
        return Json.object();
    }
}
