package dev.poolproof.control;

/** A refusal, as Toxiproxy words it. */
final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    ApiError(int status, String message) {
        super(message);
        this.status = status;
    }

    static ApiError badRequest(String what) {
        return new ApiError(400, "bad request body: " + what);
    }

    /** Something in a body is not what it should be. */
    static ApiError wrong(String key, String read, String write) {
        return badRequest(key + ": was " + read + ", write " + write);
    }

    static ApiError missing(String field) {
        return new ApiError(400, "missing required field: " + field);
    }

    static ApiError noSuchProxy() {
        return new ApiError(404, "proxy not found");
    }

    static ApiError noSuchToxic() {
        return new ApiError(404, "toxic not found");
    }

    static ApiError proxyExists() {
        return new ApiError(409, "proxy already exists");
    }

    static ApiError toxicExists() {
        return new ApiError(409, "toxic already exists");
    }

    static ApiError wrongStream() {
        return new ApiError(400, "stream was invalid, can be either upstream or downstream");
    }

    static ApiError wrongType(String type, Iterable<String> known) {
        return new ApiError(
                400,
                "invalid toxic type: was %s, known are %s"
                        .formatted(Json.shown(type), String.join(", ", known)));
    }

    /** The HTTP status. */
    int status() {
        return status;
    }
}
