using System.Diagnostics;

namespace Dashboard.Tests;

/// <summary>The dashboard's own unit tests (vitest), so that one command runs all tests.</summary>
public sealed class UnitTests
{
    [Test]
    public async Task Vitest_passes()
    {
        var start = new ProcessStartInfo("node", ["node_modules/vitest/vitest.mjs", "run", "--reporter=verbose"])
        {
            WorkingDirectory = Tree.Dashboard,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, $"{await output}\n{await errors}");
    }
}
