using System.Text;
using System.Text.Json.Nodes;
using Insight.Indicators.Breaks;
using Insight.Indicators.Definitions;
using Insight.Warehouse.Publications;

namespace Insight.Api.Values;

/// <summary>What a reader of the rows must know: invented figures, missing data, breaks of the series within what was asked, what was recalculated.</summary>
internal sealed class ValuesNotes(ValuesQuery query, AreaLabels labels)
{
    /// <summary>That figures are invented, by language.</summary>
    public static readonly IReadOnlyDictionary<string, string> Synthetic = new Dictionary<string, string>
    {
        ["fi"] = "Luvut ovat keksittyjä ja vain esittelyä varten; ne eivät kuvaa todellisia kuntia.",
        ["sv"] = "Siffrorna är påhittade och endast för demonstration; de beskriver inte verkliga kommuner.",
        ["en"] = "The figures are invented for demonstration; they do not describe real municipalities.",
    };

    private static readonly IReadOnlyDictionary<string, string> AwaitingData = new Dictionary<string, string>
    {
        ["fi"] = "Tunnusluku on määritelty, mutta sille ei ole vielä tietoja.",
        ["sv"] = "Nyckeltalet är definierat, men det finns ännu inga uppgifter.",
        ["en"] = "The indicator is defined but has no data yet.",
    };

    private readonly JsonArray notes = [];
    private byte[]? tail;

    /// <summary>The notes so far.</summary>
    public IReadOnlyList<JsonObject> All => [.. notes.OfType<JsonObject>()];

    /// <summary>Adds the notes on what was selected of one indicator.</summary>
    public void Add(Selection selection)
    {
        var indicator = query.Indicators.First(i => i.Indicator.Id == selection.Indicator).Indicator;
        if (indicator.Synthetic)
        {
            Add("synthetic", indicator, Synthetic);
        }

        if (indicator.Slices.Count == 0)
        {
            Add("awaiting-data", indicator, AwaitingData);
        }

        AddChangedDefinitions(indicator, selection.Periods);
        foreach (var known in PublishedBreaks.Written(indicator).Where(item => item.Where is null || IsOfSelected(item, selection)))
        {
            if (PeriodQuery.Spans(selection.Periods, known.From) && (known.Areas.Count == 0 || known.Areas.Any(Concerns)))
            {
                Add("break", indicator, known.Reason, note =>
                {
                    note["from"] = known.From.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
                    note["areas"] = Ids(known.Areas);
                });
            }
        }

        foreach (var (code, areas, text) in new DivisionNotes(query, selection, labels).All())
        {
            Add(code, indicator, text, note => note["areas"] = Ids(areas));
        }
    }

    private static bool IsOfSelected(SeriesBreak item, Selection selection)
    {
        var axes = selection.Slice.Axes;
        return selection.Combinations.Any(c => item.Concerns(name => axes.Combinations[c][Array.IndexOf(axes.Breakdowns, name)]));
    }

    /// <summary>A note for each version that begins after the first asked period and not after the last.</summary>
    private void AddChangedDefinitions(PublishedIndicator indicator, PeriodPick[] periods)
    {
        foreach (var version in Newer(indicator).Where(v => v.From > (periods.Length > 0 ? periods[0].Period.FirstDay : DateOnly.MaxValue) && PeriodQuery.Spans(periods, v.From.Value)))
        {
            Add("definition-changed", indicator, DefinitionChange.Text(version), note =>
            {
                note["from"] = version.From!.Value.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
                note["version"] = version.Version;
            });
        }
    }

    private static IEnumerable<PublishedVersion> Newer(PublishedIndicator indicator) =>
        indicator.Versions.Count > 0 && indicator.Versions[^1].From is not null ? indicator.Versions.Skip(1) : [];

    /// <summary>The areas of a note.</summary>
    private static JsonArray Ids(IEnumerable<string> areas) => new([.. areas.Select(a => JsonValue.Create(a))]);

    /// <summary>Whether an area was asked for, itself or within an aggregate: an aggregate has the breaks of its members.</summary>
    private bool Concerns(string area) =>
        query.Areas.Concerns(area, labels)
        || query.Publication.Areas.ParentsOf(area, query.Publication.CurrentDivision).Any(parent => query.Areas.Concerns(parent, labels));

    /// <summary><c>],"notes":[…]}</c>, the end of the answer.</summary>
    public byte[] Tail => tail ??= Encoding.UTF8.GetBytes("],\"notes\":" + notes.ToJsonString(Answers.Json.Options) + "}");

    private void Add(string code, PublishedIndicator indicator, IReadOnlyDictionary<string, string> text, Action<JsonObject>? more = null)
    {
        var note = new JsonObject { ["code"] = code, ["indicator"] = indicator.Id };
        more?.Invoke(note);
        note["text"] = query.Language is { } language
            ? JsonValue.Create(Requests.Languages.Pick(text, language))
            : new JsonObject(text.Select(t => KeyValuePair.Create(t.Key, (JsonNode?)JsonValue.Create(t.Value))));
        notes.Add(note);
    }
}
