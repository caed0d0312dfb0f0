using Insight.Etl.Loading;
using Insight.Etl.Staging.Checks;

namespace Insight.Etl.Sources;

/// <summary>All sources, as their folders describe them.</summary>
public sealed class SourceCatalog
{
    private SourceCatalog(IReadOnlyList<SourceDefinition> sources) => All = sources;

    /// <summary>The folder of the sources that come with this program.</summary>
    public static string BundledFolder { get; } = Path.Combine(AppContext.BaseDirectory, "Sources");

    /// <summary>All sources, by id.</summary>
    public IReadOnlyList<SourceDefinition> All { get; }

    /// <summary>Reads every <c>&lt;folder&gt;/&lt;Source&gt;/source.yml</c>; a folder that does not exist has none.</summary>
    /// <exception cref="SourceCatalogException">Something is wrong; the exception lists all of it with file and line.</exception>
    public static SourceCatalog Load(params IReadOnlyList<string> folders) => Load(folders, Connectors.All);

    /// <summary>Reads the sources of some folders, which may ask for the given connectors only.</summary>
    /// <exception cref="SourceCatalogException">Something is wrong; the exception lists all of it with file and line.</exception>
    public static SourceCatalog Load(IReadOnlyList<string> folders, Connectors connectors)
    {
        var problems = new List<SourceProblem>();
        var taken = new TakenIds();
        var sources = folders.SelectMany(Files).Select(path => new SourceReader(path, connectors.Names, taken, problems).Read()).OfType<SourceDefinition>().ToList();
        foreach (var source in sources.Where(source => connectors.Names.Contains(source.Connector)))
        {
            CheckSettings(source, connectors.For(source), problems);
        }

        return problems.Count == 0
            ? new SourceCatalog([.. sources.OrderBy(s => s.Id, StringComparer.Ordinal)])
            : throw new SourceCatalogException([.. problems.OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line)]);
    }

    /// <summary>The same sources, each with its rules and its fingerprint as they are now.</summary>
    /// <exception cref="SourceCatalogException">A checks.yml, corrections.yml or schedule is wrong; the exception lists all that are, with file and line.</exception>
    public SourceCatalog WithRules()
    {
        var problems = new List<SourceProblem>();
        var sources = All.Select(source => source with { Rules = SourceRules.Read(source, problems), Hash = SourceHash.Of(source) }).ToList();
        return problems.Count == 0 ? new SourceCatalog(sources) : throw new SourceCatalogException(problems);
    }

    /// <summary>The source with an id.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public SourceDefinition Find(string id) => All.FirstOrDefault(s => s.Id == id)
        ?? throw new FormatException($"There is no source '{id}'; there are {string.Join(", ", All.Select(s => s.Id))}.");

    private static void CheckSettings(SourceDefinition source, IConnector connector, List<SourceProblem> problems)
    {
        try
        {
            connector.CheckSettings(source);
        }
        catch (SettingsException e)
        {
            problems.Add(new SourceProblem("SRC007", e.File, e.Line, e.Problem, "See etl/Sources/README.md for the settings of each connector."));
        }
    }

    private static IEnumerable<string> Files(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).Select(d => Path.Combine(d, "source.yml")).Where(File.Exists)
        : [];
}
