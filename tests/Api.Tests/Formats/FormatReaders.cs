using System.Diagnostics;
using System.Text.Json;

namespace Api.Tests.Formats;

/// <summary>Readers from npm that are not ours (tests/readers); one process reads all files of a folder.</summary>
internal static class FormatReaders
{
    /// <summary>The package that came last: where it is missing, what is installed is from before.</summary>
    private const string Newest = "sdmx-rest";

    private static string Folder => Path.Combine(Repository.Root, "tests", "readers");

    /// <summary>What the readers saw, by file name.</summary>
    /// <param name="folder">Where the files are; of a client the address of the server that it asks.</param>
    /// <param name="program">The program of tests/readers that reads them.</param>
    public static async Task<JsonElement> ReadAsync(string folder, string program = "read.mjs")
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", Newest)))
        {
            await RunAsync("npm", "ci", "--no-audit", "--no-fund", "--silent");
        }

        return JsonDocument.Parse(await RunAsync("node", program, folder)).RootElement;
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, $"{program} {string.Join(' ', arguments)}: {await error}");
        return output;
    }
}
