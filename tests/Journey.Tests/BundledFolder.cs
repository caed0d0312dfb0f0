namespace Journey.Tests;

/// <summary>
/// Data folders with all bundled sources, as the first start of the real server and its planned forecasts leave them. Where tests/run names a place in INSIGHT_BUNDLED_FOLDER,
/// the first project that needs one fills it there, once, and all take copies.
/// </summary>
public static class BundledFolder
{
    private const string Setting = "INSIGHT_BUNDLED_FOLDER";
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(200);

    /// <summary>A folder of the caller's own, who deletes it.</summary>
    public static async Task<string> NewAsync()
    {
        var folder = Directory.CreateTempSubdirectory("insight-bundled-").FullName;
        if (Environment.GetEnvironmentVariable(Setting) is not { Length: > 0 } prepared)
        {
            await FillAsync(folder);
            return folder;
        }

        await using (await LockAsync(prepared + ".lock"))
        {
            await PrepareAsync(prepared);
        }

        Copy(prepared, folder);
        return folder;
    }

    private static async Task PrepareAsync(string prepared)
    {
        if (!Directory.Exists(prepared))
        {
            var filling = Directory.CreateDirectory(prepared + ".filling").FullName;
            await FillAsync(filling);
            Directory.Move(filling, prepared);
        }
    }

    /// <summary>The first start on an empty folder; the server is killed as soon as it serves. Then the planned forecasts, which each server over it would make else.</summary>
    private static async Task FillAsync(string folder)
    {
        await using (await ServerProcess.StartAsync(folder, folder))
        {
        }

        using var forecasts = InsightProcess.Start("forecast", "--refresh", "--data", folder);
        if (forecasts.Wait() != 0)
        {
            throw new InvalidOperationException("The planned forecasts could not be made: " + forecasts.Errors);
        }
    }

    /// <summary>Waits while another test process fills the folder.</summary>
    private static async Task<FileStream> LockAsync(string path)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(Glance);
            }
        }
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var path = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Copy(file, path);
        }
    }
}
