using System.Text;
using System.Text.Json.Nodes;
using Insight.Api.Answers;
using Insight.Api.Publications;
using Insight.Api.Values;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;

namespace Insight.Api.Formats;

/// <summary>
/// What stands beside the CSV of the same question: its columns with their types and meanings, title, sources, licence, publication. As CSV on the Web
/// (<c>csvw</c>) or as a Data Package (<c>datapackage</c>).
/// </summary>
/// <param name="isPackage">Whether it is a Data Package.</param>
internal sealed class CsvMetadataFormat(bool isPackage) : IValuesFormat
{
    /// <summary>The word by which CSV answers refer to their metadata.</summary>
    public const string Word = "csvw";

    /// <summary>The word for a Data Package.</summary>
    public const string PackageWord = "datapackage";

    /// <inheritdoc/>
    public string Name => isPackage ? PackageWord : Word;

    /// <inheritdoc/>
    public string? MediaType => isPackage ? null : "application/csvm+json";

    /// <inheritdoc/>
    public string ContentType => isPackage ? Answer.JsonType : "application/csvm+json; charset=utf-8";

    /// <inheritdoc/>
    public string? FileEnding => null;

    /// <summary>The address of the same question in another form.</summary>
    /// <param name="address">The question's address.</param>
    /// <param name="format">The form.</param>
    /// <returns>Path and query.</returns>
    public static string In(Uri address, string format)
    {
        var asked = QueryHelpers.ParseQuery(address.Query).Where(p => p.Key is not ("format" or "excel" or "layout"));
        return address.AbsolutePath + new QueryBuilder(asked.SelectMany(p => p.Value.Select(v => KeyValuePair.Create(p.Key, v ?? "")))) { { "format", format } }.ToQueryString();
    }

    /// <inheritdoc/>
    public async Task WriteAsync(ValuesAnswer answer, ValuesReply reply)
    {
        var labels = new Labels(reply, await reply.NotesAsync());
        var header = Encoding.UTF8.GetString(new CsvRows(reply.Query, CsvStyle.Plain, reply.Query.Language is null ? null : labels).Header()).TrimEnd();
        var columns = header.Split(',').Select(name => new CsvColumn(name, reply.Query, labels)).ToList();
        var csv = new Uri(reply.Address, In(reply.Address, "csv")).AbsoluteUri;
        await answer.WriteAsync(Json.Serialize(isPackage ? Package(reply, labels, columns, csv) : Described(reply, labels, columns, csv)));
    }

    private static JsonObject Described(ValuesReply reply, Labels labels, List<CsvColumn> columns, string csv) => new()
    {
        ["@context"] = new JsonArray("http://www.w3.org/ns/csvw", new JsonObject { ["@language"] = labels.Language }),
        ["url"] = csv,
        ["dc:title"] = labels.Title,
        ["dc:publisher"] = labels.Source,
        ["dc:license"] = labels.Licence,
        ["dc:identifier"] = reply.Query.Publication.Id,
        ["dc:modified"] = Moment(reply.Query.Publication),
        ["rdfs:comment"] = new JsonArray([.. labels.Notes.Select(n => JsonValue.Create(n))]),
        ["dialect"] = new JsonObject { ["encoding"] = "utf-8", ["delimiter"] = ",", ["header"] = true, ["quoteChar"] = "\"", ["lineTerminators"] = new JsonArray("\r\n") },
        ["tableSchema"] = new JsonObject
        {
            ["columns"] = new JsonArray([.. columns.Select(c => new JsonObject { ["name"] = c.Name, ["titles"] = c.Name, ["datatype"] = c.WebType, ["required"] = c.IsKey, ["dc:description"] = c.Description })]),
            ["primaryKey"] = Keys(columns),
        },
    };

    private static JsonObject Package(ValuesReply reply, Labels labels, List<CsvColumn> columns, string csv) => new()
    {
        ["profile"] = "tabular-data-package",
        ["name"] = reply.Query.Indicators[0].Indicator.Id,
        ["id"] = reply.Query.Publication.Id,
        ["title"] = labels.Title,
        ["description"] = string.Join(' ', [.. reply.Query.Indicators.Select(i => labels.Pick(i.Indicator.Descriptions)), .. labels.Notes]),
        ["created"] = Moment(reply.Query.Publication),
        ["licenses"] = new JsonArray([.. labels.Sources.Select(s => s.Licence).Distinct().Select(l => new JsonObject { ["name"] = l.Replace(' ', '-') })]),
        ["sources"] = new JsonArray([.. labels.Sources.Select(s => new JsonObject { ["title"] = s.Producer, ["path"] = s.Homepage ?? csv })]),
        ["resources"] = new JsonArray(new JsonObject
        {
            ["profile"] = "tabular-data-resource",
            ["name"] = "values",
            ["path"] = csv,
            ["format"] = "csv",
            ["mediatype"] = "text/csv",
            ["encoding"] = "utf-8",
            ["dialect"] = new JsonObject { ["delimiter"] = ",", ["lineTerminator"] = "\r\n", ["quoteChar"] = "\"", ["doubleQuote"] = true, ["header"] = true },
            ["schema"] = new JsonObject
            {
                ["fields"] = new JsonArray([.. columns.Select(c => new JsonObject
                {
                    ["name"] = c.Name, ["type"] = c.PackageType, ["description"] = c.Description, ["constraints"] = new JsonObject { ["required"] = c.IsKey },
                })]),
                ["missingValues"] = new JsonArray(""),
                ["primaryKey"] = Keys(columns),
            },
        }),
    };

    private static JsonArray Keys(List<CsvColumn> columns) => new([.. columns.Where(c => c.IsKey).Select(c => JsonValue.Create(c.Name))]);

    private static string Moment(Publication publication) =>
        publication.Manifest.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
