using System.Text.Json.Nodes;
using Insight.Api.Values;
using Insight.Warehouse.Publications;

namespace Insight.Api.Formats;

/// <summary>The texts of an answer in one language: that of the parameter lang, else English.</summary>
/// <param name="reply">What is answered.</param>
/// <param name="notes">Notes on the selected cells.</param>
internal sealed class Labels(ValuesReply reply, IReadOnlyList<JsonObject> notes)
{
    private Vocabulary Vocabulary => field ??= new Vocabulary(reply.Query.Publication.Manifest, Language);

    /// <summary>Language of the texts.</summary>
    public string Language { get; init; } = reply.Query.Language ?? "en";

    /// <summary>Names of the indicators in one line.</summary>
    public string Title => string.Join("; ", reply.Query.Indicators.Select(i => Pick(i.Indicator.Names)));

    /// <summary>Producers of the figures in one line.</summary>
    public string Source => string.Join("; ", Sources.Select(s => s.Producer).Distinct());

    /// <summary>Licences of the figures in one line.</summary>
    public string Licence => string.Join("; ", Sources.Select(s => s.Licence).Distinct());

    /// <summary>The sources of the asked indicators.</summary>
    public IEnumerable<PublishedSource> Sources => reply.Query.Indicators.SelectMany(i => i.Indicator.Sources).Distinct()
        .Select(reply.Query.Publication.Source).OfType<PublishedSource>();

    /// <summary>What a reader must know of the numbers, one sentence each.</summary>
    public IEnumerable<string> Notes => notes.Select(NoteText).Distinct();

    /// <summary>A word of ours; an unknown one stays as it is.</summary>
    public string Word(string word) => Vocabulary.Word(word);

    /// <summary>The name of a breakdown.</summary>
    public string Breakdown(string name) => Vocabulary.Breakdown(name);

    /// <summary>The name of a member of a breakdown.</summary>
    public string Member(string breakdown, string member) => Vocabulary.Member(breakdown, member);

    /// <summary>A text by language.</summary>
    public string Pick(IReadOnlyDictionary<string, string> texts) => Vocabulary.Pick(texts);

    /// <summary>The name of an area.</summary>
    public string Area(int number) => reply.AreaName(number, Language);

    private string NoteText(JsonObject note) => note["text"] switch
    {
        JsonObject texts => (string?)texts[Language] ?? (string?)texts["fi"] ?? "",
        var text => (string?)text ?? "",
    };
}
