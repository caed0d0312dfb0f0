using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace Insight.Conventions.Tests;

/// <summary>References point one way: api → etl → indicators → warehouse.</summary>
public sealed partial class ReferenceTests
{
    private static readonly string[] Order = ["Insight.Warehouse", "Insight.Indicators", "Insight.Etl", "Insight.Api"];

    [Test]
    public void The_product_is_made_of_the_projects_that_this_rule_knows() =>
        Assert.That(Project.Production.Select(p => p.Name), Is.EquivalentTo(Order));

    [Test]
    public void Project_files_refer_one_way() => Rule.Holds(
        "A project refers only to those before it in " + string.Join(", ", Order) + ".",
        from project in Project.Production
        from reference in project.References
        where !MayUse(project.Name, reference)
        select $"{project.File.Path}: {reference}");

    [Test]
    public void Compiled_assemblies_refer_one_way()
    {
        var names = Project.All.ToDictionary(p => p.AssemblyName, p => p.Name);
        Rule.Holds(
            "An assembly refers only to those before it in " + string.Join(", ", Order) + ".",
            from project in Project.Production
            from reference in ReferencesOf(project.Assembly)
            where names.TryGetValue(reference, out var used) && !MayUse(project.Name, used)
            select $"{project.AssemblyName}.dll: {reference}");
    }

    [Test]
    public void In_the_api_only_Program_and_Loads_use_the_etl() => Rule.Holds(
        "The reading side must be able to run where no ETL runs: only api/Program.cs and api/Loads may use Insight.Etl.",
        from file in Repository.CSharp
        where file.Path.StartsWith("api/", StringComparison.Ordinal) && file.Path != "api/Program.cs" && !file.Path.StartsWith("api/Loads/", StringComparison.Ordinal)
        from line in file.Lines.Select((text, i) => (text, Number: i + 1))
        where EtlName().IsMatch(line.text)
        select $"{file.Path}:{line.Number}: {line.text.Trim()}");

    [Test]
    public void No_project_gives_every_file_a_namespace_of_the_etl() => Rule.Holds(
        "Insight.Etl is named in the files that use it, not in a project file or a global using.",
        (from project in Project.All
         from used in project.Includes("Using")
         where EtlName().IsMatch(used)
         select $"{project.File.Path}: {used}")
        .Concat(
            from file in Repository.CSharp
            where GlobalUsing().IsMatch(file.Text)
            select file.Path));

    [Test]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "Insight.sln")).Replace('\\', '/');
        Rule.Holds("Insight.sln has every project.", Project.All.Select(p => p.File.Path).Where(path => !solution.Contains($"\"{path}\"")));
    }

    private static bool MayUse(string project, string reference) => Array.IndexOf(Order, reference) is var place and >= 0 && place < Array.IndexOf(Order, project);

    private static List<string> ReferencesOf(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }

    [GeneratedRegex(@"(?<!\w)Etl\.|\bInsight\.Etl\b")]
    private static partial Regex EtlName();

    [GeneratedRegex(@"^\s*global\s+using\s+[^;]*\bEtl\b", RegexOptions.Multiline)]
    private static partial Regex GlobalUsing();
}
