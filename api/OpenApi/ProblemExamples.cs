using System.Text.Json.Nodes;
using Insight.Api.Problems;
using Microsoft.AspNetCore.Http;

namespace Insight.Api.OpenApi;

/// <summary>One example of a problem for each status.</summary>
internal static class ProblemExamples
{
    /// <summary>A problem as it may be answered with a status.</summary>
    public static JsonNode Of(int status) => JsonNode.Parse(Answers.Json.Serialize(Example(status), Answers.Json.WithoutNulls))!;

    private static Problem Example(int status) => status switch
    {
        400 => BadRequest.Unknown(
            "area", "area", "KU1111", ["KU111"], "Areas are listed at /v1/areas; a municipality is KU and three digits.").Problem,
        404 => BadRequest.NotFound(
            "unknown-indicator",
            "unemployment",
            "'unemployment' is not an indicator of this publication; they are listed at /v1/indicators.",
            ["unemployment-rate"]).Problem,
        406 => new Problem(
            406, "not-acceptable", "No such format", "None of 'image/png' is a format of values; ask for application/json or text/csv."),
        409 => new Problem(
            409,
            "run-in-progress",
            "A run of the source is at work",
            "Source 'statfin' is running in run 20261121T083005123Z-1a2b3c; wait until it is done."),
        403 => new Problem(
            403, "not-yours", "The key does not deliver this", "The key of 'asikkala' delivers files of KU016 only; ask the steward for another key."),
        422 => new Problem(
            422, "delivery-refused", "The delivery was refused", "energy_016.csv:1: column 'lämpö' (mapped from 'heat') is missing; the file (utf-8) has 'kunta', 'vuosi'; map it under columns: in source.yml, or ask for the export with this column."),
        503 => new Problem(
            503,
            "no-publication",
            "Nothing is published yet",
            "No publication is there yet; a load and a computation make the first one. Ask again in a moment."),
        500 => StatusProblems.Of(500, new DefaultHttpContext().Request) with { TraceId = "4bf92f3577b34da6a3ce929d0e0e4736" },
        _ => StatusProblems.Of(status, new DefaultHttpContext().Request),
    };
}
