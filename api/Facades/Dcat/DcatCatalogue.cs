using System.Globalization;
using Insight.Api.Facades.Px;
using Insight.Api.Publications;
using Insight.Api.Values;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Insight.Api.Facades.Dcat;

/// <summary>
/// A publication as a catalogue of open data by DCAT-AP 3: a data set for each indicator with a distribution for each format, and the interfaces as data
/// services. Codes are those of the EU's authority tables, as avoindata.fi takes them in.
/// </summary>
internal sealed class DcatCatalogue(Publication publication, Uri server)
{
    private const string Authority = "http://publications.europa.eu/resource/authority/";
    private static readonly string[] LanguageCodes = ["FIN", "SWE", "ENG"];

    private static readonly (string Path, string Name)[] Services =
        [("/v1", "REST API v1"), ("/px/v2", "PxWebApi 2"), ("/px/v1", "PxWeb API 1"), ("/sdmx", "SDMX-REST 2.2"), ("/kolada/v3", "Kolada v3")];

    private readonly RdfGraph graph = new();

    /// <summary>The catalogue's statements.</summary>
    public RdfGraph Make()
    {
        var tables = PxTable.Of(publication).GroupBy(t => t.Indicator.Id).Select(g => g.ToList()).ToList();
        Describe(tables);
        foreach (var table in tables)
        {
            Describe(table[0].Indicator, table);
        }

        foreach (var (path, name) in Services)
        {
            DescribeService(path, name, tables);
        }

        DescribeVocabulary();
        return graph;
    }

    private string Here(string fragment) => new Uri(server, "/dcat#" + Uri.EscapeDataString(fragment)).AbsoluteUri;

    private string At(string path) => new Uri(server, path).AbsoluteUri;

    private void Describe(List<List<PxTable>> tables)
    {
        var catalogue = Here("catalogue");
        graph.Class(catalogue, "dcat:Catalog");
        graph.Texts(catalogue, "dct:title", DcatWords.Title);
        graph.Texts(catalogue, "dct:description", DcatWords.Description);
        graph.Add(catalogue, "dct:publisher", RdfTerm.Of(Here("publisher")));
        graph.Add(catalogue, "foaf:homepage", RdfTerm.Of(Known(At("/"), "foaf:Document")));
        graph.Add(catalogue, "dct:license", RdfTerm.Of(Known(Authority + "licence/CC0", "dct:LicenseDocument")));
        graph.Add(catalogue, "dct:modified", Moment(publication.Manifest.CreatedAt));
        graph.Add(catalogue, "dct:spatial", RdfTerm.Of(Finland()));
        graph.Add(catalogue, "dcat:themeTaxonomy", RdfTerm.Of(Authority + "data-theme"));
        Speaks(catalogue);
        foreach (var table in tables)
        {
            graph.Add(catalogue, "dcat:dataset", RdfTerm.Of(Here(table[0].Indicator.Id)));
        }

        foreach (var (path, _) in Services)
        {
            graph.Add(catalogue, "dcat:service", RdfTerm.Of(Here("service" + path)));
        }

        graph.Class(Here("publisher"), "foaf:Agent");
        graph.Texts(Here("publisher"), "foaf:name", DcatWords.Publisher);
        graph.Add(Here("publisher"), "dct:type", RdfTerm.Of(Known("http://purl.org/adms/publishertype/LocalAuthority", "skos:Concept", DcatWords.LocalAuthority)));
    }

    private void Describe(PublishedIndicator indicator, List<PxTable> tables)
    {
        var set = Here(indicator.Id);
        graph.Class(set, "dcat:Dataset");
        graph.Texts(set, "dct:title", indicator.Names);
        graph.Texts(set, "dct:description", indicator.Synthetic ? indicator.Descriptions.Select(d => KeyValuePair.Create(d.Key, $"{d.Value} {Requests.Languages.Pick(ValuesNotes.Synthetic, d.Key)}")) : indicator.Descriptions);
        graph.Add(set, "dct:identifier", new RdfTerm(indicator.Id, false));
        graph.Add(set, "dcat:version", new RdfTerm(indicator.Version.ToString(CultureInfo.InvariantCulture), false));
        graph.Texts(set, "dcat:keyword", Keywords(indicator));
        graph.Add(set, "dcat:theme", RdfTerm.Of(ThemeOf(indicator)));
        graph.Add(set, "dct:publisher", RdfTerm.Of(Here("publisher")));
        graph.Add(set, "dct:accessRights", RdfTerm.Of(Known(Authority + "access-right/PUBLIC", "dct:RightsStatement")));
        graph.Add(set, "dct:modified", Moment(tables.Max(t => t.Updated)));
        graph.Add(set, "dct:spatial", RdfTerm.Of(Finland()));
        graph.Add(set, "dcat:landingPage", RdfTerm.Of(Known(At("/?indicator=" + indicator.Id), "foaf:Document")));
        Speaks(set);
        DescribeContact(set, indicator);
        DescribeTime(set, indicator, tables);
        foreach (var source in indicator.Sources.Select(publication.Source).OfType<PublishedSource>())
        {
            graph.Add(set, "dct:creator", RdfTerm.Of(Agent(source)));
        }

        foreach (var form in DcatForm.All)
        {
            graph.Add(set, "dcat:distribution", RdfTerm.Of(Distribution(indicator, form, tables)));
        }
    }

    private void DescribeTime(string set, PublishedIndicator indicator, List<PxTable> tables)
    {
        foreach (var (index, table) in tables.Index())
        {
            var (code, duration) = table.Frequency switch { Frequency.Annual => ("ANNUAL", "P1Y"), Frequency.Quarterly => ("QUARTERLY", "P3M"), _ => ("MONTHLY", "P1M") };
            if (index == 0)
            {
                graph.Add(set, "dct:accrualPeriodicity", RdfTerm.Of(Known(Authority + "frequency/" + code, "dct:Frequency")));
                graph.Add(set, "dcat:temporalResolution", RdfTerm.Typed(duration, "xsd:duration"));
            }
        }

        List<Period> periods = [.. tables.SelectMany(t => (string?[])[t.File.FirstPeriod, t.File.LastPeriod]).OfType<string>().Select(Period.Parse)];
        if (periods.Count > 0)
        {
            var span = Here(indicator.Id + "/temporal");
            graph.Class(span, "dct:PeriodOfTime");
            graph.Add(span, "dcat:startDate", Day(periods.Min(p => p.FirstDay)));
            graph.Add(span, "dcat:endDate", Day(periods.Max(p => p.LastDay)));
            graph.Add(set, "dct:temporal", RdfTerm.Of(span));
        }
    }

    private void DescribeContact(string set, PublishedIndicator indicator)
    {
        var contact = Here(indicator.Id + "/contact");
        graph.Class(contact, "vcard:Kind");
        graph.Class(contact, "vcard:Organization");
        graph.Add(contact, "vcard:fn", new RdfTerm(indicator.Owner, false));
        graph.Add(contact, "vcard:hasURL", RdfTerm.Of(indicator.Sources.Select(publication.Source).FirstOrDefault(s => s?.Homepage is not null)?.Homepage ?? At("/")));
        graph.Add(set, "dcat:contactPoint", RdfTerm.Of(contact));
    }

    private string Agent(PublishedSource source)
    {
        var agent = Here("source/" + source.Id);
        if (!graph.Knows(agent))
        {
            graph.Class(agent, "foaf:Agent");
            graph.Add(agent, "foaf:name", new RdfTerm(source.Producer, false));
            if (source.Homepage is { } homepage)
            {
                graph.Add(agent, "foaf:homepage", RdfTerm.Of(homepage));
            }
        }

        return agent;
    }

    private string Distribution(PublishedIndicator indicator, DcatForm form, List<PxTable> tables)
    {
        var distribution = Here($"{indicator.Id}/{form.Name}");
        var address = RdfTerm.Of(At(form.Address(indicator.Id)));
        graph.Class(distribution, "dcat:Distribution");
        graph.Texts(distribution, "dct:title", Requests.Languages.All.Select(l => KeyValuePair.Create(l, $"{Requests.Languages.Pick(indicator.Names, l)} ({form.Title})")));
        graph.Add(distribution, "dcat:accessURL", address);
        graph.Add(distribution, "dcat:downloadURL", address);
        graph.Add(distribution, "dcat:mediaType", RdfTerm.Of(Known("https://www.iana.org/assignments/media-types/" + form.MediaType, "dct:MediaType")));
        if (form.FileType is { } type)
        {
            graph.Add(distribution, "dct:format", RdfTerm.Of(Known(Authority + "file-type/" + type, "dct:MediaTypeOrExtent")));
        }

        graph.Add(distribution, "dct:license", RdfTerm.Of(LicenceOf(indicator)));
        graph.Add(distribution, "dct:modified", Moment(tables.Max(t => t.Updated)));
        graph.Add(distribution, "dcatap:availability", RdfTerm.Of(Known(Authority + "planned-availability/STABLE", "skos:Concept", DcatWords.Stable)));
        graph.Add(distribution, "dcat:accessService", RdfTerm.Of(Here("service" + form.Service)));
        Speaks(distribution);
        return distribution;
    }

    private void DescribeService(string path, string name, List<List<PxTable>> tables)
    {
        var service = Here("service" + path);
        graph.Class(service, "dcat:DataService");
        graph.Texts(service, "dct:title", Requests.Languages.All.Select(l => KeyValuePair.Create(l, "Insight: " + name)));
        graph.Add(service, "dcat:endpointURL", RdfTerm.Of(At(path)));
        graph.Add(service, "dcat:endpointDescription", RdfTerm.Of(At("/swagger/v1/swagger.json")));
        graph.Add(service, "dct:publisher", RdfTerm.Of(Here("publisher")));
        graph.Add(service, "dct:accessRights", RdfTerm.Of(Authority + "access-right/PUBLIC"));
        foreach (var table in tables)
        {
            graph.Add(service, "dcat:servesDataset", RdfTerm.Of(Here(table[0].Indicator.Id)));
        }
    }

    /// <summary>The scheme of themes, which the catalogue refers to.</summary>
    private void DescribeVocabulary()
    {
        graph.Class(Authority + "data-theme", "skos:ConceptScheme");
        graph.Add(Authority + "data-theme", "dct:title", RdfTerm.Text("Data theme", "en"));
    }

    private string ThemeOf(PublishedIndicator indicator)
    {
        var code = DcatWords.EuTheme(indicator.Theme);
        return Known(Authority + "data-theme/" + code.Code, "skos:Concept", [KeyValuePair.Create("en", code.Label)]);
    }

    private IEnumerable<KeyValuePair<string, string>> Keywords(PublishedIndicator indicator) =>
        (publication.Manifest.Themes.FirstOrDefault(t => t.Id == indicator.Theme)?.Names ?? new Dictionary<string, string>()).Concat(DcatWords.Municipalities)
        .Concat(indicator.Synthetic ? DcatWords.Synthetic : []);

    private string LicenceOf(PublishedIndicator indicator)
    {
        var licence = indicator.Sources.Select(publication.Source).OfType<PublishedSource>().Select(s => s.Licence).FirstOrDefault() ?? "CC-BY-4.0";
        return Known(licence is "CC-BY-4.0" or "CC BY 4.0" ? Authority + "licence/CC_BY_4_0" : "https://spdx.org/licenses/" + Uri.EscapeDataString(licence), "dct:LicenseDocument");
    }

    private string Finland() => Known(Authority + "country/FIN", "dct:Location");

    private void Speaks(string subject)
    {
        foreach (var code in LanguageCodes)
        {
            graph.Add(subject, "dct:language", RdfTerm.Of(Known(Authority + "language/" + code, "dct:LinguisticSystem")));
        }
    }

    /// <summary>A resource of another's vocabulary, with its class said once.</summary>
    private string Known(string address, string type, IEnumerable<KeyValuePair<string, string>>? labels = null)
    {
        if (!graph.Knows(address))
        {
            graph.Class(address, type);
            graph.Texts(address, "skos:prefLabel", labels ?? []);
        }

        return address;
    }

    private static RdfTerm Moment(DateTimeOffset moment) => RdfTerm.Typed(Px.Formats.PxText.Time(moment), "xsd:dateTime");

    private static RdfTerm Day(DateOnly day) => RdfTerm.Typed(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "xsd:date");
}
