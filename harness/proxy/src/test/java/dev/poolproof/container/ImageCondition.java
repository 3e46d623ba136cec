package dev.poolproof.container;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;
import static org.junit.platform.commons.support.AnnotationSupport.findAnnotation;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/** Looks for the image of {@link NeedsImage}. */
final class ImageCondition implements ExecutionCondition {
    private static final long PULL_MINUTES = 3;

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return findAnnotation(context.getElement(), NeedsImage.class)
                .map(needed -> find(needed.value()))
                .orElseGet(() -> enabled("no image is needed"));
    }

    private static ConditionEvaluationResult find(String image) {
        if (Engine.MISSING != null) {
            return disabled(Engine.MISSING);
        }
        DockerClient docker = DockerClientFactory.lazyClient();
        try {
            docker.inspectImageCmd(image).exec();
            return enabled(image + " is here");
        } catch (NotFoundException e) {
            return pull(docker, image);
        }
    }

    private static ConditionEvaluationResult pull(DockerClient docker, String image) {
        try {
            boolean ended =
                    docker.pullImageCmd(image)
                            .start()
                            .awaitCompletion(PULL_MINUTES, TimeUnit.MINUTES);
            return ended
                    ? enabled(image + " was pulled")
                    : disabled(image + " was not pulled in %d minutes".formatted(PULL_MINUTES));
        } catch (DockerException e) {
            return disabled(image + " is not here and cannot be pulled: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return disabled(image + " was not pulled: interrupted");
        }
    }
}
