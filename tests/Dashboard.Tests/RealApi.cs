using System.Diagnostics;

namespace Dashboard.Tests;

/// <summary>
/// The real server as its own process, on an empty data folder: it loads the bundled sources, computes, publishes and then serves the dashboard.
/// </summary>
internal sealed class RealApi : IAsyncDisposable
{
    private const string Serves = "Insight serves at ";
    private static readonly TimeSpan FirstLoad = TimeSpan.FromMinutes(8); // a busy machine; a quiet one needs some seconds

    private readonly Process process;
    private readonly string data;

    private RealApi(Process process, string data, string address)
    {
        this.process = process;
        this.data = data;
        Address = address;
    }

    public string Address { get; }

    public static async Task<RealApi> Start()
    {
        var data = Directory.CreateTempSubdirectory("insight-dashboard-").FullName;
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Insight.Api.dll"), "--urls", "http://127.0.0.1:0", "--data", data])
        {
            WorkingDirectory = Tree.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(FirstLoad);
        var said = new List<string>();
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            said.Add(line);
            if (line.StartsWith(Serves, StringComparison.Ordinal))
            {
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None); // keeps the pipe empty
                return new RealApi(process, data, line[Serves.Length..].Split(',')[0].TrimEnd('/') + "/");
            }
        }

        throw new InvalidOperationException($"The server ended without serving:\n{string.Join('\n', said)}\n{await errors}");
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(data, recursive: true);
    }
}
