using System.Globalization;
using Insight.Indicators.Breaks;
using Insight.Indicators.Comparison;
using Insight.Indicators.Comparison.Targets;
using Insight.Indicators.Validation;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;

namespace Insight.Indicators.Definitions;

/// <summary>
/// Reads and checks a whole catalogue. Every file is looked at and every error reported at once; what has an error is left out, the rest can
/// be used.
/// </summary>
public static class CatalogLoader
{
    /// <summary>The catalogue of one folder, which holds <c>catalog/</c>, <c>networks/</c> and <c>targets/</c>.</summary>
    public static Catalog Load(string folder, IReadOnlyList<DataSet> dataSets) => Load([folder], dataSets);

    /// <summary>
    /// The catalogue of several folders, each with <c>catalog/</c>, <c>networks/</c>, <c>targets/</c> or some of them: the delivered ones, and the user's own in the
    /// data folder. Ids are unique over all.
    /// </summary>
    /// <param name="folders">Folders in order; later ones add to earlier ones.</param>
    /// <param name="dataSets">All data sets that sources deliver.</param>
    /// <param name="areas">Areas of which networks are made; Finland's when null.</param>
    public static Catalog Load(IReadOnlyList<string> folders, IReadOnlyList<DataSet> dataSets, AreaDirectory? areas = null) =>
        FromFiles([.. folders.SelectMany(CatalogFile.ReadFolder)], dataSets, areas ?? AreaDirectory.BuiltIn);

    /// <summary>The catalogue that files make, without touching a disk.</summary>
    public static Catalog FromFiles(IReadOnlyList<CatalogFile> files, IReadOnlyList<DataSet> dataSets, AreaDirectory areas)
    {
        var diagnostics = new List<Diagnostic>();
        var themes = Themes(Of(files, CatalogFileKind.Themes), diagnostics);
        var breakdowns = BreakdownReader.Read(Of(files, CatalogFileKind.Breakdowns), diagnostics);
        var measures = MeasureWords.Read(Of(files, CatalogFileKind.Measures), diagnostics);
        var reforms = ReformReader.Read(Of(files, CatalogFileKind.Reforms), areas, diagnostics);
        var definitions = Definitions(Of(files, CatalogFileKind.Definition), dataSets, themes, reforms, areas, diagnostics);
        var networks = Networks(
            Of(files, CatalogFileKind.Network),
            areas,
            [.. Of(files, CatalogFileKind.Definition).Select(file => file.Name.Split('@')[0]).Distinct()],
            diagnostics);
        var withdrawals = WithdrawalReader.Read(Of(files, CatalogFileKind.Withdrawn), [.. Of(files, CatalogFileKind.Definition).Select(file => file.Name.Split('@')[0]).Distinct()], diagnostics);
        var targets = Targets(files, definitions, areas, networks, diagnostics);
        var order = themes.Select((theme, i) => (theme.Id, i)).ToDictionary(pair => pair.Id, pair => pair.i);
        return new(
            [.. definitions.OrderBy(definition => order[definition.Theme]).ThenBy(definition => definition.Id, StringComparer.Ordinal)],
            [.. networks.OrderBy(network => network.Id, StringComparer.Ordinal)],
            themes,
            [.. diagnostics.OrderBy(item => item.File, StringComparer.Ordinal).ThenBy(item => item.Line).ThenBy(item => item.Code, StringComparer.Ordinal)])
        {
            Targets = targets,
            Breakdowns = breakdowns,
            Measures = measures,
            Withdrawals = withdrawals,
        };
    }

    private static IReadOnlyList<Target> Targets(
        IReadOnlyList<CatalogFile> files, List<IndicatorDefinition> definitions, AreaDirectory areas, List<Network> networks, List<Diagnostic> diagnostics) => TargetLoader.Load(
        Of(files, CatalogFileKind.Targets),
        new TargetNames(
            areas.Areas.Select(area => area.Id).Concat(networks.Select(network => network.AreaId)).ToHashSet(StringComparer.Ordinal),
            definitions.Select(definition => definition.Id)
                .Concat(Of(files, CatalogFileKind.Definition).Select(file => file.Name.Split('@')[0])).ToHashSet(StringComparer.Ordinal),
            definitions.GroupBy(definition => definition.Id).ToDictionary(group => group.Key, group => group.Max(definition => definition.Version))),
        diagnostics);

    private static IEnumerable<CatalogFile> Of(IReadOnlyList<CatalogFile> files, CatalogFileKind kind) => files.Where(file => file.Kind == kind);

    private static List<Theme> Themes(IEnumerable<CatalogFile> files, List<Diagnostic> diagnostics)
    {
        var themes = new List<Theme>();
        foreach (var file in files)
        {
            var bag = new DiagnosticBag(file.Path);
            foreach (var (theme, line) in ThemeReader.Read(file, bag).Where(item => item.Theme.Id.Length > 0))
            {
                AddUnique(themes, theme, theme.Id, other => other.Id, line, "theme", bag);
            }

            diagnostics.AddRange(bag.Items);
        }

        return themes;
    }

    private static List<IndicatorDefinition> Definitions(
        IEnumerable<CatalogFile> files,
        IReadOnlyList<DataSet> dataSets,
        List<Theme> themes,
        IReadOnlyDictionary<string, Reform> reforms,
        AreaDirectory areas,
        List<Diagnostic> diagnostics)
    {
        var drafts = new List<DraftFile>();
        foreach (var file in files)
        {
            var bag = new DiagnosticBag(file.Path);
            if (DefinitionReader.Read(file, bag) is { } read)
            {
                var draft = BreakResolver.Resolve(read, reforms, bag);
                CheckPlace(draft, file, themes, bag);
                drafts.Add(new(file, draft, bag));
            }
            else
            {
                diagnostics.AddRange(bag.Items);
            }
        }

        drafts.ForEach(new VariationReferences(drafts).Check);
        var definitions = Checked(drafts, new DefinitionResolver(drafts, dataSets, areas));
        diagnostics.AddRange(drafts.SelectMany(draft => draft.Bag.Items));
        return definitions;
    }

    /// <summary>The newest versions, each with its older ones.</summary>
    private static List<IndicatorDefinition> Checked(List<DraftFile> drafts, DefinitionResolver resolver)
    {
        var definitions = new List<IndicatorDefinition>();
        foreach (var file in drafts)
        {
            var definition = resolver.Resolve(file);
            if (!file.IsOlder)
            {
                AddUnique(definitions, definition, file.Draft.Definition.Id, other => other.Id, file.Draft.Lines["id"], "indicator", file.Bag);
            }
        }

        foreach (var group in drafts.Where(file => file.IsOlder).GroupBy(file => file.Draft.Definition.Id))
        {
            var newest = definitions.FindIndex(definition => definition.Id == group.Key);
            VersionValidator.Validate(newest < 0 ? null : drafts.First(file => !file.IsOlder && file.Draft.Definition.Id == group.Key), [.. group]);
            var earlier = group.Where(file => !file.Bag.HasErrors).Select(resolver.Resolve).OfType<IndicatorDefinition>().OrderBy(definition => definition.Version).ToList();
            if (newest >= 0 && earlier.Count > 0)
            {
                definitions[newest] = definitions[newest] with { Earlier = earlier };
            }
        }

        return definitions;
    }

    private static List<Network> Networks(
        IEnumerable<CatalogFile> files, AreaDirectory areas, IReadOnlyCollection<string> indicators, List<Diagnostic> diagnostics)
    {
        var networks = new List<Network>();
        foreach (var file in files)
        {
            var bag = new DiagnosticBag(file.Path);
            if (NetworkReader.Read(file, bag) is { } draft)
            {
                NetworkValidator.Validate(draft, areas, indicators, bag);
                CheckName(draft.Network.Id, draft.Lines["id"], file, bag);
                AddUnique(networks, draft.Network, draft.Network.Id, other => other.Id, draft.Lines["id"], "network", bag);
            }

            diagnostics.AddRange(bag.Items);
        }

        return networks;
    }

    private static void CheckPlace(DefinitionDraft draft, CatalogFile file, List<Theme> themes, DiagnosticBag bag)
    {
        var (theme, line) = (draft.Definition.Theme, draft.Lines["theme"]);
        CheckName(FileName(draft, file), draft.Lines["id"], file, bag);
        if (theme.Length == 0)
        {
            return;
        }

        if (themes.TrueForAll(known => known.Id != theme))
        {
            bag.Error(
                DiagnosticCodes.UnknownTheme,
                line,
                $"'{theme}' is not a theme of themes.yml",
                NearestName.Hint(theme, themes.Select(known => known.Id)));
        }
        else if (theme != file.Folder)
        {
            bag.Error(
                DiagnosticCodes.WrongPlace,
                line,
                $"the theme is '{theme}', but the file lies in the folder '{file.Folder}'",
                $"move it to catalog/{theme}/");
        }
    }

    /// <summary>What the file should be called: the id, and of an older version its number behind @.</summary>
    private static string FileName(DefinitionDraft draft, CatalogFile file) => draft.Definition.Id.Length > 0 && file.Name.Contains('@', StringComparison.Ordinal)
        ? string.Create(CultureInfo.InvariantCulture, $"{draft.Definition.Id}@{draft.Definition.Version}")
        : draft.Definition.Id;

    private static void CheckName(string id, int line, CatalogFile file, DiagnosticBag bag)
    {
        if (id.Length > 0 && id != file.Name)
        {
            bag.Error(DiagnosticCodes.WrongPlace, line, $"the file is named '{file.Name}.yml', but what it holds is '{id}'", $"name it {id}.yml");
        }
    }

    /// <summary>Adds what has no errors; a second one with the same id is reported and left out.</summary>
    private static void AddUnique<T>(List<T> items, T? item, string id, Func<T, string> idOf, int line, string what, DiagnosticBag bag)
        where T : class
    {
        if (items.Exists(other => idOf(other) == id))
        {
            bag.Error(
                DiagnosticCodes.DuplicateId,
                line,
                $"another {what} has the id '{id}'",
                "ids are unique over all folders; choose another");
        }

        if (!bag.HasErrors)
        {
            items.Add(item ?? throw new InvalidOperationException($"The {what} '{id}' was refused without a diagnostic; this is a defect of the program."));
        }
    }
}
