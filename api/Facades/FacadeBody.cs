using System.Text.Json;
using Insight.Api.Problems;

namespace Insight.Api.Facades;

/// <summary>
/// Reads the JSON body of a request of another interface as leniently as its own servers do: any media type (scripts often send none), names in any
/// case, members that are not known are passed over.
/// </summary>
internal static class FacadeBody
{
    private static readonly JsonSerializerOptions Lenient = new(JsonSerializerDefaults.Web) { AllowTrailingCommas = true, ReadCommentHandling = JsonCommentHandling.Skip };

    /// <summary>The body.</summary>
    /// <param name="context">The request.</param>
    /// <param name="example">A body that works, for the message.</param>
    /// <exception cref="ProblemException">400 bad-body.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext context, string example)
        where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(context.Request.Body, Lenient, context.RequestAborted) ?? throw Bad(example, "it is null");
        }
        catch (JsonException e)
        {
            throw Bad(example, $"line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}, at {e.Path ?? "$"}");
        }
    }

    private static ProblemException Bad(string example, string where) =>
        new(new Problem(400, "bad-body", "The body cannot be read", $"The body is not JSON such as {example}: {where}."));
}
