using System.Text;
using System.Text.Json.Nodes;
using Insight.Warehouse.Publications;

namespace Insight.Api.Values;

/// <summary>What a reader of the rows must know: invented figures, missing data, breaks of the series within what was asked.</summary>
internal sealed class ValuesNotes(ValuesQuery query, AreaLabels labels)
{
    private static readonly IReadOnlyDictionary<string, string> Synthetic = new Dictionary<string, string>
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

    /// <summary>Adds the notes on what was selected of one indicator.</summary>
    public void Add(Selection selection)
    {
        var indicator = query.Publication.Indicator(selection.Indicator)!;
        if (indicator.Synthetic)
        {
            Add("synthetic", indicator, Synthetic);
        }

        if (indicator.Slices.Count == 0)
        {
            Add("awaiting-data", indicator, AwaitingData);
        }

        foreach (var known in SeriesBreak.Of(indicator))
        {
            if (PeriodQuery.Spans(selection.Periods, known.From)
                && (known.Areas.Count == 0 || known.Areas.Any(a => query.Areas.Concerns(a, labels))))
            {
                Add("break", indicator, known.Reason, note =>
                {
                    note["from"] = known.From.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
                    note["areas"] = new JsonArray([.. known.Areas.Select(a => JsonValue.Create(a))]);
                });
            }
        }
    }

    /// <summary><c>],"notes":[…]}</c>, the end of the answer.</summary>
    public byte[] Tail() => Encoding.UTF8.GetBytes("],\"notes\":" + notes.ToJsonString(Answers.Json.Options) + "}");

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

/// <summary>From a day on an indicator's series is not comparable with what was before; read from its definition.</summary>
/// <param name="From">First day after the break.</param>
/// <param name="Areas">The areas concerned; empty means all.</param>
/// <param name="Reason">Why, by language.</param>
internal sealed record SeriesBreak(DateOnly From, IReadOnlyList<string> Areas, IReadOnlyDictionary<string, string> Reason)
{
    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<PublishedIndicator, IReadOnlyList<SeriesBreak>> Known = [];

    /// <summary>The breaks of an indicator, read once.</summary>
    public static IReadOnlyList<SeriesBreak> Of(PublishedIndicator indicator) => Known.GetValue(indicator, Read);

    private static IReadOnlyList<SeriesBreak> Read(PublishedIndicator indicator) =>
        (indicator.Definition as JsonObject)?["breaks"] is not JsonArray breaks
            ? []
            : [.. breaks.OfType<JsonObject>().Select(b => new SeriesBreak(
                DateOnly.Parse((string)b["from"]!, System.Globalization.CultureInfo.InvariantCulture),
                [.. (b["areas"] as JsonArray ?? []).Select(a => (string)a!)],
                (b["reason"] as JsonObject ?? []).ToDictionary(r => r.Key, r => (string)r.Value!)))];
}
