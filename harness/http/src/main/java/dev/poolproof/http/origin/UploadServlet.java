package dev.poolproof.http.origin;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Takes files as {@code multipart/form-data}, and any other body whole. Answers 200 with the number
 * of bytes; 413 to what is above the limit of the application, in its own words; 400 to what it
 * cannot read.
 */
final class UploadServlet extends HttpServlet {
    /** What its 413 says, which nginx's does not. */
    static final String TOO_LARGE = "the application takes no file of this size";

    private static final long serialVersionUID = 1;

    private final transient Journal journal;

    UploadServlet(Journal journal) {
        this.journal = journal;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Copied body = new Copied();
        long ofFiles = 0;
        @Nullable Exception exception = null;
        try {
            if (isMultipart(request)) {
                ofFiles = ofParts(request);
            } else {
                body.all(request.getInputStream(), OutputStream.nullOutputStream());
            }
            response.setContentType("text/plain");
            response.getWriter().print(ofFiles + body.bytes());
        } catch (IllegalStateException e) { // how a servlet is told of the limit
            exception = e;
            response.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            response.getWriter().print(TOO_LARGE);
        } catch (IOException | ServletException e) {
            exception = e; // the evidence; a client that is gone does not mind the answer
            if (!response.isCommitted()) {
                response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            }
        } finally {
            journal.add(request, ofFiles + body.bytes(), exception);
        }
    }

    private static boolean isMultipart(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.startsWith("multipart/form-data");
    }

    private static long ofParts(HttpServletRequest request) throws IOException, ServletException {
        return request.getParts().stream().mapToLong(Part::getSize).sum();
    }
}
