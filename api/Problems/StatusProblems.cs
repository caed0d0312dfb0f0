namespace Insight.Api.Problems;

/// <summary>Problems that follow from an HTTP status alone, where no endpoint has said more.</summary>
public static class StatusProblems
{
    /// <summary>The problem for a status that the server itself gave to a request.</summary>
    public static Problem Of(int status, HttpRequest request) => status switch
    {
        400 => new(400, "bad-request", "The request cannot be read", "The request is malformed; see /swagger for what is accepted."),
        401 => new(
            401,
            "unauthorized",
            "A steward key is needed",
            "Send the steward's key: Authorization: Bearer <key>. It is in the file steward.key of the data folder."),
        404 => new(
            404,
            "not-found",
            "There is no such resource",
            $"Nothing is at {BadRequest.Cut(request.Path)}; the resources are listed at /swagger."),
        405 => new(
            405,
            "method-not-allowed",
            "The method is not allowed here",
            $"{BadRequest.Cut(request.Method)} is not allowed at {BadRequest.Cut(request.Path)}; the header Allow names what is."),
        408 => new(408, "request-timeout", "The request took too long to arrive", "The request's body came too slowly; send it again."),
        413 => new(
            413,
            "body-too-large",
            "The request's body is too large",
            "The body is larger than this resource accepts; send only the documented fields."),
        414 => new(
            414,
            "query-too-long",
            "The query is too long",
            "The query has more than 16,384 characters; ask for fewer things at a time, or use area=all, level: or members:."),
        415 => new(
            415,
            "unsupported-media-type",
            "The body's media type is not accepted",
            $"'{BadRequest.Cut(request.ContentType ?? "")}' is not accepted; send Content-Type: application/json."),
        431 => new(431, "headers-too-large", "The request's headers are too large", "Send fewer or shorter headers."),
        >= 500 => new(
            500,
            "internal-error",
            "The server failed",
            "This is the server's error, not yours. Give the trace id to whoever runs the server."),
        _ => new(status, "http-" + status, "The request was refused", $"The server answered with status {status}."),
    };
}
