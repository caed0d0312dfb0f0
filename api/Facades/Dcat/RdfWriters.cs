using System.Text;
using System.Text.Json;

namespace Insight.Api.Facades.Dcat;

/// <summary>A graph as Turtle and as JSON-LD.</summary>
internal static class RdfWriters
{
    /// <summary>Media type of Turtle.</summary>
    public const string TurtleType = "text/turtle";

    /// <summary>Media type of JSON-LD.</summary>
    public const string JsonLdType = "application/ld+json";

    /// <summary>Turtle.</summary>
    public static byte[] Turtle(RdfGraph graph)
    {
        var text = new StringBuilder();
        foreach (var (prefix, address) in RdfGraph.Prefixes)
        {
            text.Append("@prefix ").Append(prefix).Append(": <").Append(address).Append("> .\n");
        }

        foreach (var (subject, statements) in graph.Subjects)
        {
            text.Append('\n').Append(Address(subject));
            foreach (var (index, statement) in statements.Index())
            {
                text.Append(index == 0 ? " " : " ;\n    ").Append(statement.Predicate == "rdf:type" ? "a" : statement.Predicate).Append(' ').Append(Term(statement.Object));
            }

            text.Append(" .\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>JSON-LD with a context of prefixes.</summary>
    public static byte[] JsonLd(RdfGraph graph)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = Answers.Json.Options.Encoder, Indented = true }))
        {
            json.WriteStartObject();
            json.WriteStartObject("@context");
            foreach (var (prefix, address) in RdfGraph.Prefixes)
            {
                json.WriteString(prefix, address);
            }

            json.WriteEndObject();
            json.WriteStartArray("@graph");
            foreach (var (subject, statements) in graph.Subjects)
            {
                WriteSubject(json, subject, statements);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static void WriteSubject(Utf8JsonWriter json, string subject, IReadOnlyList<(string Predicate, RdfTerm Object)> statements)
    {
        json.WriteStartObject();
        json.WriteString("@id", subject);
        foreach (var property in statements.GroupBy(s => s.Predicate))
        {
            json.WriteStartArray(property.Key == "rdf:type" ? "@type" : property.Key);
            foreach (var (_, term) in property)
            {
                WriteTerm(json, term, property.Key == "rdf:type");
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteTerm(Utf8JsonWriter json, RdfTerm term, bool isClass)
    {
        if (isClass)
        {
            json.WriteStringValue(term.Value);
            return;
        }

        json.WriteStartObject();
        json.WriteString(term.IsResource ? "@id" : "@value", term.Value);
        if (term.Language is not null)
        {
            json.WriteString("@language", term.Language);
        }

        if (term.Type is not null)
        {
            json.WriteString("@type", term.Type);
        }

        json.WriteEndObject();
    }

    private static string Term(RdfTerm term) => term switch
    {
        { IsResource: true } => Address(term.Value),
        { Language: { } language } => $"{Quoted(term.Value)}@{language}",
        { Type: { } type } => $"{Quoted(term.Value)}^^{type}",
        _ => Quoted(term.Value),
    };

    private static string Address(string address) => $"<{address}>";

    private static string Quoted(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal) + "\"";
}
