package dev.poolproof.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.poolproof.model.fault.Fault;
import java.util.List;

/** One type of toxic: how its attributes become faults. */
interface ToxicType {
    /**
     * The faults that {@code attributes} describe.
     *
     * @throws ApiError if they describe none
     */
    List<Fault> read(ObjectNode attributes);

    /** {@code before}, faults of this type, with what {@code attributes} say of them. */
    List<Fault> change(List<Fault> before, ObjectNode attributes);

    /** {@code faults}, which are of this type, as attributes. */
    ObjectNode write(List<Fault> faults);
}
