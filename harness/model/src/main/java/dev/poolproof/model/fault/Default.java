package dev.poolproof.model.fault;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a fault's attribute is where a file or a request leaves it out, written as in a file. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Default {
    /** The value: {@code 0s}, {@code 1}, {@code rst-both}. */
    String value();
}
