using System.Globalization;
using System.Text;
using Insight.Api.Answers;
using Insight.Api.Publications;
using Insight.Api.Requests;
using Insight.Indicators.Definitions;
using Insight.Warehouse.Publications;
using static Insight.Api.Answers.HtmlPage;

namespace Insight.Api.Catalog;

/// <summary>
/// The catalogue as one page for data stewards: of each indicator what it is made of, from where, of what state; and what the fields of a definition mean,
/// in the words of the JSON Schema that guides authors in their editors.
/// </summary>
/// <param name="publication">The publication.</param>
/// <param name="language">Language of the page.</param>
/// <param name="asOf">End of addresses within an earlier publication; else empty.</param>
internal sealed class CataloguePage(Publication publication, string language, string asOf)
{
    private readonly IReadOnlyDictionary<string, string> words = CatalogueWords.In(language);

    /// <summary>The page of some indicators.</summary>
    public string Write(IReadOnlyList<PublishedIndicator> indicators)
    {
        var page = Begin(language, words["title"]);
        page.Append("<header>\n");
        AddLanguages(page, language, words["languages"], other => $"/v1/indicators?format=html&lang={other}{asOf}");
        page.Append($"<li><a href=\"/?lang={language}\">{Text(words["dashboard"])}</a></li><li><a href=\"/loads.html?lang={language}\">{Text(words["loads"])}</a></li></ul></nav>\n");
        var awaiting = indicators.Count(IsAwaiting);
        page.Append($"<h1>{Text(words["title"])}</h1>\n<p class=\"published\">{Text(string.Format(CultureInfo.InvariantCulture, words["count"], indicators.Count, indicators.Count - awaiting, awaiting))}</p>\n");
        page.Append(indicators.Any(one => one.Synthetic) ? $"<p class=\"notice\">{Text(words["synthetic"])}</p>\n" : "").Append("</header>\n<main>\n");
        foreach (var theme in publication.Manifest.Themes)
        {
            Add(page, theme, [.. indicators.Where(indicator => indicator.Theme == theme.Id)]);
        }

        AddGuidance(page);
        return page.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private void Add(StringBuilder page, PublishedTheme theme, List<PublishedIndicator> indicators)
    {
        if (indicators.Count == 0)
        {
            return;
        }

        page.Append($"<section aria-labelledby=\"{theme.Id}\">\n<h2 id=\"{theme.Id}\">{Text(Pick(theme.Names))}</h2>\n");
        Table(
            page, theme.Id + "-table", $"{Pick(theme.Names)}: {words["caption"]}", [words["indicator"], words["made"], words["unit"], words["source"], words["state"]],
            indicators.Select(indicator => new[] { Name(indicator), Made(indicator), Unit(indicator), Source(indicator), State(indicator) }));
        page.Append("</section>\n");
    }

    private string Name(PublishedIndicator indicator) =>
        $"{Text(Pick(indicator.Names))}{(indicator.Synthetic ? " *" : "")}<br><a class=\"mark\" href=\"/v1/indicators/{indicator.Id}?lang={language}{Text(asOf)}\"><code lang=\"en\">{indicator.Id}</code></a>";

    private string Made(PublishedIndicator indicator) =>
        $"<code lang=\"en\">{Text(indicator.Formula)}</code>{(indicator.Explanation.Count > 0 ? $"<details><summary>{Text(words["explained"])}</summary>{Text(Pick(indicator.Explanation))}</details>" : "")}";

    private string Unit(PublishedIndicator indicator) =>
        $"{Text(Pick(indicator.Unit))}<br>{Text(words[indicator.Direction])}<br>{Text(string.Join(", ", Publication.FrequenciesOf(indicator).Select(frequency => words[Publication.Word(frequency)])))}";

    private string Source(PublishedIndicator indicator) =>
        $"{Text(string.Join("; ", indicator.Sources.Select(id => publication.Source(id) is { } source ? Pick(source.Names) : id)))}<br><span class=\"mark\">{Text(words["owner"])}: {Text(indicator.Owner)}</span>";

    private string State(PublishedIndicator indicator)
    {
        var version = Text(string.Format(CultureInfo.InvariantCulture, words["version"], indicator.Version, indicator.Versions.Count));
        return IsAwaiting(indicator)
            ? $"<strong>{Text(words["awaiting"])}</strong><br>{version}"
            : $"{Text(string.Join('–', new[] { indicator.Slices[0].FirstPeriod, indicator.Slices[0].LastPeriod }.Distinct()))}<br>{version}";
    }

    /// <summary>The texts of the schema, which are in English.</summary>
    private void AddGuidance(StringBuilder page)
    {
        page.Append($"<section aria-labelledby=\"fields\">\n<h2 id=\"fields\">{Text(words["fields"])}</h2>\n<p>{Text(words["editor"])} <code lang=\"en\"># yaml-language-server: $schema=../../catalog.schema.json</code></p>\n<div lang=\"en\">\n");
        Table(page, "fields-table", words["fields.caption"], [words["field"], words["meaning"]], FieldGuidance.Texts.Select(field => new[] { $"<code>{Text(field.Key)}</code>", Text(field.Value) }));
        page.Append("</div>\n</section>\n");
    }

    private static bool IsAwaiting(PublishedIndicator indicator) => indicator.Slices.Count == 0;

    private string Pick(IReadOnlyDictionary<string, string> texts) => Languages.Pick(texts, language) ?? "";
}
