using System.Text.Json;
using Insight.Indicators.Forecasting.Documents;
using Insight.Indicators.Forecasting.Questions;
using Insight.Indicators.Forecasting.Studies;
using Insight.Warehouse.Forecasts;
using Insight.Warehouse.Publications;
using Insight.Warehouse.Tables;

namespace Insight.Indicators.Forecasting.Vintages;

/// <summary>Keeps forecasts in the lake: the answer's bytes, the rows as Parquet, and the vintage that names both.</summary>
/// <param name="store">The forecasts of the lake.</param>
/// <param name="clock">Says when.</param>
/// <param name="codeVersion">Version of the program.</param>
public sealed class VintageWriter(ForecastStore store, TimeProvider clock, string codeVersion)
{
    /// <summary>How answers are written: camelCase, letters as they are, members without a value as null.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>An answer that is not kept.</summary>
    public ForecastDocument Unstored(StudyResult study, string startedBy, ScenarioRequest? scenario) =>
        new DocumentMaker(study, codeVersion).Make(null, clock.GetUtcNow(), startedBy, scenario);

    /// <summary>The vintage that answers the same question from the same values by the same code, or null.</summary>
    public ForecastVintage? Same(ForecastQuestion question) => store.FindSame(question.Hash, question.Slice.File, codeVersion);

    /// <summary>Keeps a study's answer.</summary>
    public ForecastVintage Store(StudyResult study, string startedBy, ScenarioRequest? scenario)
    {
        var question = study.Question;
        var now = clock.GetUtcNow();
        var id = ForecastStore.NewId(now, question.Hash);
        if (store.Find(id) is { } sameSecond)
        {
            return sameSecond;
        }

        var document = new DocumentMaker(study, codeVersion).Make(id, now, startedBy, scenario);
        var rows = store.NewTemporary(".parquet");
        ParquetFile.Write(rows, ForecastTables.Of(document));
        var vintage = new ForecastVintage(
            id, now, startedBy, question.Manifest.Id, question.Indicator.Id, question.Indicator.Version, question.Indicator.DefinitionHash, question.Slice.File,
            document.Frequency, document.Division, codeVersion, document.Seed, question.Hash, question.Method, question.Horizon, document.Origin, document.Breakdown,
            [.. question.Areas.Select(a => a.Id)], scenario is not null,
            store.TakeIn(JsonSerializer.SerializeToUtf8Bytes(document, Json)), store.TakeIn(rows, ".parquet"));
        store.Add(vintage);
        return vintage;
    }

    /// <summary>The answer of a vintage.</summary>
    /// <exception cref="PublicationException">It is damaged.</exception>
    public ForecastDocument Read(ForecastVintage vintage) => JsonSerializer.Deserialize<ForecastDocument>(store.Document(vintage), Json)!;
}
