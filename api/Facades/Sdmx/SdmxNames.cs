using Insight.Api.Formats;
using Insight.Api.Publications;
using Insight.Warehouse.Observations;

namespace Insight.Api.Facades.Sdmx;

/// <summary>Names of components and codes, in one language or in all.</summary>
internal sealed class SdmxNames(Publication publication)
{
    private readonly Dictionary<string, Vocabulary> words = Requests.Languages.All.ToDictionary(l => l, l => new Vocabulary(publication.Manifest, l));

    /// <summary>The name of a component by language.</summary>
    public IReadOnlyDictionary<string, string> Component(SdmxFlow flow, string id) => ByLanguage(w => id switch
    {
        SdmxFlow.Freq => Own(w, "Tiheys", "Frekvens", "Frequency"),
        SdmxFlow.RefArea => w.Word("area"),
        SdmxFlow.TimePeriod => w.Word("period"),
        SdmxFlow.ObsValue => w.Word("value"),
        "OBS_STATUS" => Own(w, "Havainnon tila", "Observationens status", "Observation status"),
        "CONF_STATUS" => Own(w, "Luottamuksellisuus", "Sekretess", "Confidentiality status"),
        "UNIT_MEASURE" => w.Word("unit"),
        "DECIMALS" => Own(w, "Desimaaleja", "Decimaler", "Decimals"),
        _ => w.Breakdown(BreakdownOf(flow, id)),
    });

    /// <summary>The name of a code of a component by language.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="component">Id of the component.</param>
    /// <param name="code">The code.</param>
    /// <param name="area">The id of the area for which the code stands, of REF_AREA.</param>
    public IReadOnlyDictionary<string, string> Code(SdmxFlow flow, string component, string code, string? area = null) => ByLanguage(w => component switch
    {
        SdmxFlow.Freq => w.Word(code switch { "A" => "year", "Q" => "quarter", _ => "month" }),
        SdmxFlow.RefArea => publication.Areas.TryById(area ?? code, out var found) ? found.Name(w.Language) : code,
        "OBS_STATUS" => Status(s => s.ObsStatus, code),
        "CONF_STATUS" => Status(s => s.ConfStatus, code),
        "UNIT_MEASURE" => w.Pick(flow.Indicator.Unit),
        SdmxFlow.TimePeriod or "DECIMALS" => code,
        _ => Member(w, BreakdownOf(flow, component), code),
    });

    private static string BreakdownOf(SdmxFlow flow, string component) => flow.Indicator.Breakdowns.FirstOrDefault(b => SdmxCsvRows.Id(b) == component) ?? component;

    private string Member(Vocabulary w, string breakdown, string code)
    {
        var member = publication.Manifest.Breakdowns.FirstOrDefault(b => b.Id == breakdown)?.Members.FirstOrDefault(m => SdmxFlow.SdmxId(m.Id) == code);
        return member is null ? code : w.Pick(member.Names);
    }

    /// <summary>The codes of our own statuses that share an SDMX letter.</summary>
    private static string Status(Func<ObservationStatus, char> letter, string code) =>
        string.Join(", ", ObservationStatus.All.Where(s => letter(s).ToString() == code).Select(s => s.Code.Length == 0 ? "normal" : s.Code));

    private static string Own(Vocabulary w, string fi, string sv, string en) => w.Language switch { "fi" => fi, "sv" => sv, _ => en };

    private Dictionary<string, string> ByLanguage(Func<Vocabulary, string> name) => words.ToDictionary(w => w.Key, w => name(w.Value));
}
