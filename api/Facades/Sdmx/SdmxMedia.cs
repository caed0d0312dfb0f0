using Insight.Api.Problems;
using Microsoft.Net.Http.Headers;

namespace Insight.Api.Facades.Sdmx;

/// <summary>Which form and language a request of SDMX-REST asks for.</summary>
internal static class SdmxMedia
{
    /// <summary>SDMX-JSON of data.</summary>
    public const string DataJson = "application/vnd.sdmx.data+json";

    /// <summary>SDMX-CSV of data.</summary>
    public const string DataCsv = "application/vnd.sdmx.data+csv";

    /// <summary>SDMX-JSON of structures.</summary>
    public const string StructureJson = "application/vnd.sdmx.structure+json";

    /// <summary>The version of all of them.</summary>
    public const string Version = "2.0.0";

    /// <summary>The form of data, by the parameter <c>format</c> or the header Accept; SDMX-JSON where neither says.</summary>
    /// <exception cref="ProblemException">406: neither form is accepted.</exception>
    public static string OfData(HttpRequest request) => request.Query["format"].ToString().ToLowerInvariant() switch
    {
        "" => OfHeader(request, (DataJson, ["application/json"]), (DataCsv, ["text/csv", "application/csv"])),
        "json" or "jsondata" or "sdmx-json" => DataJson,
        "csv" or "csvfile" or "csvdata" or "sdmx-csv" => DataCsv,
        var other => throw NotAcceptable("format", other),
    };

    /// <summary>The form of structures.</summary>
    public static string OfStructure(HttpRequest request) => OfHeader(request, (StructureJson, ["application/json"]));

    private static string OfHeader(HttpRequest request, params (string Type, string[] Others)[] forms)
    {
        var accept = request.Headers.Accept;
        if (accept.Count == 0 || !MediaTypeHeaderValue.TryParseList([.. accept.OfType<string>()], out var types))
        {
            return forms[0].Type;
        }

        foreach (var type in types.Where(t => t.Quality is not 0).OrderByDescending(t => t.Quality ?? 1))
        {
            var version = type.Parameters.FirstOrDefault(p => p.Name.Equals("version", StringComparison.OrdinalIgnoreCase))?.Value.ToString() ?? Version;
            foreach (var (known, others) in forms)
            {
                if (version.StartsWith('2') && others.Prepend(known).Any(name => Matches(type, name)))
                {
                    return known;
                }
            }
        }

        throw NotAcceptable("Accept", accept.ToString());
    }

    /// <summary>Whether a range of Accept takes a type, whatever parameters it has.</summary>
    private static bool Matches(MediaTypeHeaderValue range, string type) =>
        range.MatchesAllTypes || range.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase) || (range.MatchesAllSubTypes && type.StartsWith(range.Type + "/", StringComparison.OrdinalIgnoreCase));

    private static ProblemException NotAcceptable(string parameter, string value) => new(new Problem(
        406, "not-acceptable", "No such format", $"'{BadRequest.Cut(value)}' is not served here; ask for {DataJson}, {DataCsv} (versions 2.x), or {StructureJson} of structures.")
    { Parameter = parameter, Value = value, Suggestions = [DataJson, DataCsv] });
}
