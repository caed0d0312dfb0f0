using System.Globalization;
using System.Text.Json;
using Insight.Api.Requests;
using Insight.Api.Values;

namespace Insight.Api.Citations;

/// <summary>How an answer with values is cited: producers, indicators, publication, licence and the permanent link, in three languages.</summary>
internal sealed class Citation
{
    private const int MostNames = 4;

    private static readonly Dictionary<string, (string Form, string Invented)> Words = new(StringComparer.Ordinal)
    {
        ["fi"] = ("{0}: {1}. Insight-julkaisu {2}, {3}. Lisenssi: {4}.{5} {6}", " Osa luvuista on keksittyjä esittelyä varten."),
        ["sv"] = ("{0}: {1}. Insight, publicering {2}, {3}. Licens: {4}.{5} {6}", " En del av siffrorna är påhittade för demonstration."),
        ["en"] = ("{0}: {1}. Insight, publication {2}, {3}. Licence: {4}.{5} {6}", " Some of the figures are invented for demonstration."),
    };

    private readonly ValuesQuery query;

    /// <summary>The citation of a question.</summary>
    public Citation(ValuesQuery query, HttpRequest request)
    {
        this.query = query;
        Link = PermanentLink.Of(request, query.Publication.Id);
        Address = $"{request.Scheme}://{request.Host.ToUriComponent()}{Link}";
    }

    /// <summary>The permanent link: path and query.</summary>
    public string Link { get; }

    /// <summary>The permanent link with the server that was asked.</summary>
    public string Address { get; }

    /// <summary>The citation in a language.</summary>
    public string Text(string language)
    {
        var sources = query.Indicators.SelectMany(i => i.Indicator.Sources).Distinct().Select(query.Publication.Source).OfType<Insight.Warehouse.Publications.PublishedSource>().ToList();
        var (form, invented) = Words[language];
        return string.Format(
            CultureInfo.InvariantCulture, form,
            Names(sources.Select(s => Languages.Pick(s.Names, language) ?? s.Producer)), Names(query.Indicators.Select(i => Languages.Pick(i.Indicator.Names, language) ?? i.Indicator.Id)),
            query.Publication.Id, query.Publication.Manifest.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            string.Join(", ", sources.Select(s => s.Licence).Distinct()), query.Indicators.Any(i => i.Indicator.Synthetic) ? invented : "", Address);
    }

    /// <summary><c>"citation":{"link":…,"text":…}</c>; the text of one language, or of all by language.</summary>
    public void Write(Utf8JsonWriter json, string? language)
    {
        json.WriteStartObject("citation");
        json.WriteString("link", Address);
        if (language is not null)
        {
            json.WriteString("text", Text(language));
        }
        else
        {
            json.WriteStartObject("text");
            foreach (var each in Languages.All)
            {
                json.WriteString(each, Text(each));
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static string Names(IEnumerable<string> names)
    {
        var all = names.Distinct().ToList();
        return string.Join("; ", all.Take(MostNames)) + (all.Count > MostNames ? string.Create(CultureInfo.InvariantCulture, $"; … (+{all.Count - MostNames})") : "");
    }
}
