using System.Xml.Linq;

namespace Insight.Conventions.Tests;

public sealed class PackageTests
{
    private const string VersionsFile = "Directory.Packages.props";
    private static readonly string[] Lockfiles = ["package-lock.json", "npm-shrinkwrap.json"];

    private static IEnumerable<(ProjectFile File, XDocument Document)> BuildFiles => Repository.Files
        .Where(f => f.Extension is ".csproj" or ".props" or ".targets").Select(f => (f, XDocument.Parse(f.Text)));

    [Test]
    public void Versions_of_packages_are_in_one_file() => Rule.Holds(
        $"Versions of packages are only in {VersionsFile}.",
        from build in BuildFiles
        where build.File.Path != VersionsFile
        from element in build.Document.Descendants()
        where element.Name.LocalName is "PackageVersion" or "GlobalPackageReference"
            || (element.Name.LocalName == "PackageReference"
                && (element.Attribute("Version") ?? element.Attribute("VersionOverride")) is not null | element.Elements().Any(e => e.Name.LocalName is "Version" or "VersionOverride"))
        select $"{build.File.Path}: {element.Attribute("Include")?.Value}");

    [Test]
    public void Every_package_has_a_version_and_one_only()
    {
        var versions = XDocument.Load(Path.Combine(Repository.Root, VersionsFile)).Descendants("PackageVersion").Select(e => (string)e.Attribute("Include")!).ToList();
        Rule.Holds(
            $"Every package that is used has one version in {VersionsFile}.",
            (from build in BuildFiles
             from element in build.Document.Descendants("PackageReference")
             let name = (string?)element.Attribute("Include")
             where name is not null && !versions.Contains(name)
             select $"{build.File.Path}: {name} has none")
            .Concat(versions.GroupBy(v => v).Where(g => g.Count() > 1).Select(g => $"{VersionsFile}: {g.Key} has {g.Count()}")));
    }

    [Test]
    public void Lock_files_do_not_say_where_a_package_came_from() => Rule.Holds(
        "A lock file of npm has no \"resolved\" addresses, so that each machine takes packages from its own registry.",
        from file in Repository.Files
        where Lockfiles.Contains(file.Name)
        from line in file.Lines.Select((text, i) => (text, Number: i + 1))
        where line.text.Contains("\"resolved\":", StringComparison.Ordinal)
        select $"{file.Path}:{line.Number}");
}
