using Insight.Warehouse.DuckDb;
using Insight.Warehouse.DuckDb.Interop;

namespace Insight.Warehouse.Tests.DuckDb;

public sealed class LibraryTests
{
    private string folder = "";

    [SetUp]
    public void CreateFolder() => folder = Directory.CreateTempSubdirectory("insight-library-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void The_library_that_the_environment_names_comes_first()
    {
        var named = Put("elsewhere/duckdb-of-mine.so");
        Put(NativeLibraryLocator.FileName);
        Assert.That(NativeLibraryLocator.Find(named, folder), Is.EqualTo(named));
    }

    [Test]
    public void Else_it_lies_beside_the_program_or_where_the_build_put_it()
    {
        var built = Put("node_modules/" + NativeLibraryLocator.FileName);
        File.WriteAllText(Path.Combine(folder, "libduckdb.location"), built + "\n");
        Assert.That(NativeLibraryLocator.Find(null, folder), Is.EqualTo(built));
        var beside = Put(NativeLibraryLocator.FileName);
        Assert.That(NativeLibraryLocator.Find("", folder), Is.EqualTo(beside));
        var published = Put($"runtimes/{NativeLibraryLocator.PortableRid}/native/{NativeLibraryLocator.FileName}");
        Assert.That(NativeLibraryLocator.Find(null, folder), Is.EqualTo(published));
    }

    [Test]
    public void A_missing_library_gives_one_sentence_that_says_what_to_do()
    {
        var error = Assert.Throws<DllNotFoundException>(() => NativeLibraryLocator.Find(null, folder))!;
        Assert.That(error.Message, Does.Contain(folder).And.Contain("INSIGHT_DUCKDB_LIBRARY").And.Contain("Node.js").And.Not.Contain("\n"));
        Assert.That(() => NativeLibraryLocator.Find("/nowhere/libduckdb.so", folder),
            Throws.TypeOf<DllNotFoundException>().With.Message.Contains("'/nowhere/libduckdb.so', which is not a file"));
    }

    [Test]
    public void A_file_that_is_no_DuckDB_is_refused_by_name()
    {
        Assert.That(() => NativeLibraryLocator.Load(Put("text.so")), Throws.TypeOf<DllNotFoundException>().With.Message.Contains("text.so' cannot be loaded"));
        var other = Directory.GetFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "libSystem.Native.*").Single(f => !f.EndsWith(".dbg", StringComparison.Ordinal));
        Assert.That(() => NativeLibraryLocator.Load(other), Throws.TypeOf<DllNotFoundException>().With.Message.Contains("is no DuckDB, but DuckDB 1.5"));
    }

    [Test]
    public void The_library_is_the_version_that_this_provider_was_written_for()
    {
        using var connection = TestDatabase.Open();
        Assert.That(connection.ServerVersion, Is.EqualTo("v1.5.6"));
    }

    private string Put(string name)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "");
        return path;
    }
}
