namespace Insight.Api.Facades.Dcat;

/// <summary>What a statement says of its subject: a resource, or a text with its language or type.</summary>
/// <param name="Value">Address of the resource, or the text.</param>
/// <param name="IsResource">Whether it is a resource.</param>
/// <param name="Language">Language of a text.</param>
/// <param name="Type">Type of a text, as prefix and name: xsd:date.</param>
internal readonly record struct RdfTerm(string Value, bool IsResource, string? Language = null, string? Type = null)
{
    /// <summary>A resource.</summary>
    public static RdfTerm Of(string address) => new(address, true);

    /// <summary>A text in a language.</summary>
    public static RdfTerm Text(string text, string language) => new(text, false, language);

    /// <summary>A text of a type.</summary>
    public static RdfTerm Typed(string text, string type) => new(text, false, null, type);
}

/// <summary>Statements by subject, in the order of their making. Every resource has an address; there are no blank nodes.</summary>
internal sealed class RdfGraph
{
    /// <summary>Prefixes of names.</summary>
    public static IReadOnlyDictionary<string, string> Prefixes { get; } = new Dictionary<string, string>
    {
        ["rdf"] = "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        ["dcat"] = "http://www.w3.org/ns/dcat#",
        ["dct"] = "http://purl.org/dc/terms/",
        ["foaf"] = "http://xmlns.com/foaf/0.1/",
        ["vcard"] = "http://www.w3.org/2006/vcard/ns#",
        ["skos"] = "http://www.w3.org/2004/02/skos/core#",
        ["dcatap"] = "http://data.europa.eu/r5r/",
        ["xsd"] = "http://www.w3.org/2001/XMLSchema#",
    };

    private readonly Dictionary<string, List<(string Predicate, RdfTerm Object)>> statements = new(StringComparer.Ordinal);

    /// <summary>Subjects with their statements.</summary>
    public IEnumerable<(string Subject, IReadOnlyList<(string Predicate, RdfTerm Object)> Statements)> Subjects => statements.Select(s => (s.Key, (IReadOnlyList<(string, RdfTerm)>)s.Value));

    /// <summary>Whether anything is said of a resource.</summary>
    public bool Knows(string subject) => statements.ContainsKey(subject);

    /// <summary>Adds a statement.</summary>
    /// <param name="subject">Address of the subject.</param>
    /// <param name="predicate">Prefix and name: dct:title.</param>
    /// <param name="term">What is said.</param>
    public void Add(string subject, string predicate, RdfTerm term)
    {
        if (!statements.TryGetValue(subject, out var own))
        {
            statements[subject] = own = [];
        }

        if (!own.Contains((predicate, term)))
        {
            own.Add((predicate, term));
        }
    }

    /// <summary>Says of what class a resource is.</summary>
    public void Class(string subject, string type) => Add(subject, "rdf:type", RdfTerm.Of(Expand(type)));

    /// <summary>Adds a text in each of its languages.</summary>
    public void Texts(string subject, string predicate, IEnumerable<KeyValuePair<string, string>> texts)
    {
        foreach (var (language, text) in texts)
        {
            Add(subject, predicate, RdfTerm.Text(text, language));
        }
    }

    /// <summary>The address of a name with a prefix.</summary>
    public static string Expand(string name)
    {
        var colon = name.IndexOf(':');
        return Prefixes[name[..colon]] + name[(colon + 1)..];
    }
}
