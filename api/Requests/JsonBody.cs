using System.Text.Json;
using System.Text.Json.Serialization;
using Insight.Api.Problems;

namespace Insight.Api.Requests;

/// <summary>Reads a request's small JSON body; what cannot be read becomes a problem that says where.</summary>
public static class JsonBody
{
    private const int Largest = 64 * 1024;

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <summary>The body.</summary>
    /// <param name="context">The request.</param>
    /// <param name="example">A body that works, for the message.</param>
    /// <exception cref="ProblemException">400 bad-body, 413 or 415.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext context, string example)
        where T : class
    {
        var request = context.Request;
        if (!request.HasJsonContentType())
        {
            throw new ProblemException(StatusProblems.Of(StatusCodes.Status415UnsupportedMediaType, request));
        }

        if (request.ContentLength > Largest)
        {
            throw new ProblemException(StatusProblems.Of(StatusCodes.Status413PayloadTooLarge, request));
        }

        try
        {
            return await JsonSerializer.DeserializeAsync<T>(request.Body, Strict, context.RequestAborted) ?? throw Bad(example, "it is null");
        }
        catch (JsonException e)
        {
            throw Bad(example, $"line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}, at {e.Path ?? "$"}");
        }
    }

    private static ProblemException Bad(string example, string where) =>
        new(new Problem(400, "bad-body", "The body cannot be read", $"The body is not {example}: {where}."));
}
