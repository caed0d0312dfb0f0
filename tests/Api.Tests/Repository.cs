using System.Runtime.CompilerServices;

namespace Api.Tests;

/// <summary>The checkout in which this test was compiled.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    private static string FindRoot([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(File.Exists(here) ? Path.GetDirectoryName(here)! : AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Insight.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"No Insight.sln above {here}; run the tests from a checkout.");
        }

        return folder.FullName;
    }
}
