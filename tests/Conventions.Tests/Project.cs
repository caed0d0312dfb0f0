using System.Xml.Linq;

namespace Insight.Conventions.Tests;

/// <summary>A project file with what the conventions ask of it.</summary>
internal sealed class Project
{
    private readonly XDocument document;

    private Project(ProjectFile file)
    {
        File = file;
        document = XDocument.Parse(file.Text);
    }

    /// <summary>All projects of the repository.</summary>
    public static IReadOnlyList<Project> All { get; } = [.. Repository.Files.Where(f => f.Extension == ".csproj").Select(f => new Project(f))];

    /// <summary>The four that make the product; the others are tests and benchmarks.</summary>
    public static IEnumerable<Project> Production => All.Where(p => !p.File.Path.StartsWith("tests/", StringComparison.Ordinal));

    public ProjectFile File { get; }

    /// <summary>Name of the file without its ending: Insight.Warehouse.</summary>
    public string Name => Path.GetFileNameWithoutExtension(File.Name);

    /// <summary>Name of the compiled assembly.</summary>
    public string AssemblyName => Property("AssemblyName") ?? Name;

    /// <summary>Namespaces that files at its top may have: Insight.Warehouse; of tests Insight.Warehouse.Tests or Warehouse.Tests.</summary>
    public IReadOnlyList<string> Namespaces => Name.StartsWith("Insight.", StringComparison.Ordinal) ? [Name] : ["Insight." + Name, Name];

    /// <summary>Names of the projects that it refers to itself.</summary>
    public IEnumerable<string> References => Includes("ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));

    /// <summary>Where it was compiled to: all are copied beside these tests.</summary>
    public string Assembly => Path.Combine(AppContext.BaseDirectory, AssemblyName + ".dll");

    /// <summary>The project in whose folder a file lies.</summary>
    public static Project? Of(ProjectFile file) => All.SingleOrDefault(p => file.Path.StartsWith(p.File.Folder + "/", StringComparison.Ordinal));

    /// <summary>What the items of a kind include.</summary>
    public IEnumerable<string> Includes(string item) => document.Descendants(item).Select(e => (string?)e.Attribute("Include")).OfType<string>();

    private string? Property(string name) => document.Descendants(name).FirstOrDefault()?.Value;
}
