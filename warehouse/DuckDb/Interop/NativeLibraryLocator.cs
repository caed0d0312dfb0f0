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

    private static readonly Version OldestVersion = new(1, 5);

    private const string LocationFile = "libduckdb.location";

    /// <summary>Name of the library's file on this system.</summary>
    public static string FileName =>
        OperatingSystem.IsWindows() ? "duckdb.dll" : OperatingSystem.IsMacOS() ? "libduckdb.dylib" : "libduckdb.so";

    internal static string PortableRid =>
        (OperatingSystem.IsWindows() ? "win-" : OperatingSystem.IsMacOS() ? "osx-" : "linux-") +
        RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    public static void Register() => NativeLibrary.SetDllImportResolver(typeof(NativeLibraryLocator).Assembly, Resolve);

    /// <summary>Path of the library.</summary>
    /// <param name="named">What the environment variable says.</param>
    /// <param name="folders">The program's folder, and the assembly's where it is another.</param>
    /// <exception cref="DllNotFoundException">It is nowhere; the message says where it was looked for and what to do.</exception>
    public static string Find(string? named, params ReadOnlySpan<string> folders)
    {
        if (!string.IsNullOrEmpty(named))
        {
            return File.Exists(named)
                ? Path.GetFullPath(named)
                : throw new DllNotFoundException($"{Variable} names '{named}', which is not a file; set it to the full path of DuckDB's {FileName} or unset it.");
        }

        var places = folders.ToArray().SelectMany(Places).ToList();
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

        var assemblyFolder = Path.GetDirectoryName(assembly.Location) is { Length: > 0 } folder ? folder : AppContext.BaseDirectory;
        string[] folders = [Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory), assemblyFolder];
        return Load(Find(Environment.GetEnvironmentVariable(Variable), [.. folders.Distinct()]));
    }

    /// <summary>Loads the library and looks at its version.</summary>
    /// <exception cref="DllNotFoundException">The file is no library for this system, or a DuckDB older than 1.5.</exception>
    internal static unsafe nint Load(string path)
    {
        if (!NativeLibrary.TryLoad(path, out var library))
        {
            throw new DllNotFoundException(
                $"'{path}' cannot be loaded as a library on {PortableRid}; install DuckDB's {FileName} 1.5 for this system, or set {Variable} to its full path.");
        }

        var version = NativeLibrary.TryGetExport(library, "duckdb_library_version", out var function)
            ? NativeText.Read(((delegate* unmanaged<byte*>)function)())
            : "no DuckDB";
        if (!Version.TryParse(version.TrimStart('v').Split('-')[0], out var number) || number < OldestVersion)
        {
            NativeLibrary.Free(library);
            throw new DllNotFoundException($"'{path}' is {version}, but DuckDB {OldestVersion} or newer is needed; install it, or set {Variable} to its full path.");
        }

        return library;
    }
}
