package dev.poolproof.proxy.protocol;

import dev.poolproof.model.fault.Moment;

/** Is told of the moments that a read brings, in order. */
public interface MomentSink {
    /**
     * A moment has come.
     *
     * @param index of the read's buffer: what stands before it is to pass before the moment, what
     *     stands from it on after the moment
     */
    void moment(Moment moment, int index);
}
