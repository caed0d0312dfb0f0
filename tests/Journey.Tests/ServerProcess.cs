using System.Diagnostics;

namespace Journey.Tests;

/// <summary>The server as a process of its own, as a user starts it: on an empty data folder it loads the bundled sources, computes and publishes before it serves.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private const string Serves = "Insight serves at ";
    private static readonly TimeSpan FirstLoad = TimeSpan.FromMinutes(8); // a busy machine; a quiet one needs half a minute

    private readonly Process process;

    private ServerProcess(Process process, string address)
    {
        this.process = process;
        Address = address;
    }

    public string Address { get; }

    /// <summary>Starts it and waits until it serves.</summary>
    /// <param name="data">Its data folder.</param>
    /// <param name="startFolder">The folder it is started in: the source tree's where it is to find the dashboard.</param>
    public static async Task<ServerProcess> StartAsync(string data, string startFolder)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Insight.Api.dll"), "--urls", "http://127.0.0.1:0", "--data", data])
        {
            WorkingDirectory = startFolder,
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
                return new ServerProcess(process, line[Serves.Length..].Split(',')[0].TrimEnd('/') + "/");
            }
        }

        throw new InvalidOperationException($"The server ended without serving:\n{string.Join('\n', said)}\n{await errors}");
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
