namespace Insight.Warehouse.Forecasts;

/// <summary>
/// One stored forecast: what was asked, of which publication, by which code, and which files hold the result. Written once, never edited;
/// a forecast never enters the values of a publication.
/// </summary>
/// <param name="Id">Sortable id: <c>20261121T083005Z-1a2b3c4d</c> (time of making and head of the question's hash).</param>
/// <param name="Created">When it was made.</param>
/// <param name="StartedBy">api, command-line or schedule.</param>
/// <param name="Publication">The publication whose values it was made from.</param>
/// <param name="Indicator">Indicator id.</param>
/// <param name="DefinitionVersion">Version of the definition.</param>
/// <param name="DefinitionHash">Hash of the definition.</param>
/// <param name="Slice">Content hash of the slice whose values were used.</param>
/// <param name="Frequency">year, quarter or month.</param>
/// <param name="Division">Municipal division of the slice.</param>
/// <param name="CodeVersion">Version of the program.</param>
/// <param name="Seed">Seed of random numbers; 0 as none are drawn.</param>
/// <param name="QuestionHash">Hash of all that was asked, so that the same question is recognised.</param>
/// <param name="Method">The method asked for.</param>
/// <param name="Horizon">Periods ahead.</param>
/// <param name="Origin">Last period whose values were used.</param>
/// <param name="Breakdown">Member of each breakdown, by name.</param>
/// <param name="Areas">Area ids, in the order of the request.</param>
/// <param name="IsScenario">Whether a condition was set on the future; such a forecast is not compared with what came.</param>
/// <param name="Document">Content hash of the answer: <c>lake/forecasts/files/&lt;hash&gt;.json</c>.</param>
/// <param name="File">Content hash of the rows: <c>lake/forecasts/files/&lt;hash&gt;.parquet</c>.</param>
public sealed record ForecastVintage(
    string Id,
    DateTimeOffset Created,
    string StartedBy,
    string Publication,
    string Indicator,
    int DefinitionVersion,
    string DefinitionHash,
    string Slice,
    string Frequency,
    string Division,
    string CodeVersion,
    int Seed,
    string QuestionHash,
    string Method,
    int Horizon,
    string Origin,
    IReadOnlyDictionary<string, string> Breakdown,
    IReadOnlyList<string> Areas,
    bool IsScenario,
    string Document,
    string File);
