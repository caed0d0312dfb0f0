using System.Diagnostics;
using System.Text.Json;

namespace Warehouse.Tests.Arrow;

/// <summary>Apache Arrow's own reader (npm apache-arrow), installed beside the tests where it is not yet.</summary>
internal static class ArrowReader
{
    private static readonly string Folder = Path.Combine(Root(), "tests", "readers");

    /// <summary>What the reader finds in a stream: fields, batches, count, first rows, last row.</summary>
    public static JsonElement Read(byte[] stream)
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
        {
            Run("npm", "ci", "--no-audit", "--no-fund", "--silent");
        }

        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, stream);
            return JsonDocument.Parse(Run("node", "arrow.mjs", file)).RootElement;
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Run(string program, params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo(program, args) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, $"{program} {string.Join(' ', args)}: {errors.Result}");
        return output;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Insight.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
