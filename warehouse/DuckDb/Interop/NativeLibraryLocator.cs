using System.Reflection;
using System.Runtime.InteropServices;

namespace Insight.Warehouse.DuckDb.Interop;

/// <summary>
/// Finds DuckDB's library: the file that INSIGHT_DUCKDB_LIBRARY names, else beside the program (<c>runtimes/&lt;rid&gt;/native</c> or its own
/// folder), else where the build put it (<c>libduckdb.location</c>).
/// </summary>
internal static class NativeLibraryLocator
{
    /// <summary>Environment variable with the path of the library's file.</summary>
    public const string Variable = "INSIGHT_DUCKDB_LIBRARY";

    private const string LocationFile = "libduckdb.location";

    /// <summary>Name of the library's file on this system.</summary>
    public static string FileName =>
        OperatingSystem.IsWindows() ? "duckdb.dll" : OperatingSystem.IsMacOS() ? "libduckdb.dylib" : "libduckdb.so";

    internal static string PortableRid =>
        (OperatingSystem.IsWindows() ? "win-" : OperatingSystem.IsMacOS() ? "osx-" : "linux-") +
        RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    public static void Register() => NativeLibrary.SetDllImportResolver(typeof(NativeLibraryLocator).Assembly, Resolve);

    /// <summary>Path of the library.</summary>
    /// <exception cref="DllNotFoundException">It is nowhere; the message says where it was looked for and what to do.</exception>
    public static string Find(string? named, string folder)
    {
        if (!string.IsNullOrEmpty(named))
        {
            return File.Exists(named)
                ? Path.GetFullPath(named)
                : throw new DllNotFoundException($"{Variable} names '{named}', which is not a file; set it to the full path of DuckDB's {FileName} or unset it.");
        }

        var places = Places(folder).ToList();
        return places.Find(File.Exists) ?? throw new DllNotFoundException(
            $"DuckDB's library was not found as {string.Join(" or ", places)}; build Insight once with Node.js and npm present " +
            $"(which installs it), or set {Variable} to the full path of {FileName} of DuckDB 1.5.");
    }

    private static IEnumerable<string> Places(string folder)
    {
        foreach (var rid in new[] { PortableRid, RuntimeInformation.RuntimeIdentifier }.Distinct())
        {
            yield return Path.Combine(folder, "runtimes", rid, "native", FileName);
        }

        yield return Path.Combine(folder, FileName);
        var location = Path.Combine(folder, LocationFile);
        if (File.Exists(location))
        {
            yield return File.ReadAllText(location).Trim();
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (name != NativeMethods.Library)
        {
            return 0;
        }

        var path = Find(Environment.GetEnvironmentVariable(Variable), AppContext.BaseDirectory);
        return NativeLibrary.Load(path);
    }
}
