using Insight.Api.Problems;
using Insight.Warehouse;

namespace Insight.Api.Jobs;

/// <summary>
/// Work for those who do not want to wait: one job at a time, a few may wait, results are files of the data folder that are deleted after a
/// day. Jobs belong to the server that took them and are forgotten when it stops.
/// </summary>
internal sealed class JobDesk : IDisposable
{
    private const int MostWaiting = 8;
    private const int MostKept = 24;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(10);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Job> jobs = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim turn = new(1);
    private readonly string folder;
    private readonly TimeProvider clock;
    private readonly ILogger log;
    private readonly CancellationToken stopping;
    private readonly ITimer timer;

    public JobDesk(DataFolder folder, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<JobDesk> log)
    {
        (this.folder, this.clock, this.log, stopping) = (folder.Exports, clock, log, lifetime.ApplicationStopping);
        DeleteLeftOver();
        timer = clock.CreateTimer(_ => Forget(), null, LookEvery, LookEvery);
    }

    /// <summary>The job that answers a question: one that is there already, or a new one.</summary>
    /// <param name="question">Everything that decides the result.</param>
    /// <param name="file">Form of the result.</param>
    /// <param name="work">Writes the result.</param>
    /// <exception cref="ProblemException">503: too many are waiting, or too many results are kept.</exception>
    public Job Ask(string question, JobFile file, Func<Stream, IProgress<double>, CancellationToken, Task> work)
    {
        lock (gate)
        {
            Forget();
            if (jobs.Values.FirstOrDefault(job => job.Question == question && (job.IsOpen || job.State == Job.Done)) is { } same)
            {
                return same;
            }

            if (jobs.Values.Count(job => job.IsOpen) >= MostWaiting || jobs.Values.Count(job => job.State == Job.Done) >= MostKept)
            {
                throw Busy();
            }

            var made = new Job(question, file, clock.GetUtcNow(), stopping);
            jobs.Add(made.Id, made);
            _ = Task.Run(() => RunAsync(made, work));
            return made;
        }
    }

    /// <summary>The job with an id, or null.</summary>
    public Job? Find(string id)
    {
        lock (gate)
        {
            Forget();
            return jobs.GetValueOrDefault(id);
        }
    }

    /// <summary>Stops a job that runs, and deletes the result of one that is done.</summary>
    public void Cancel(Job job)
    {
        lock (gate)
        {
            if (job.IsOpen)
            {
                job.Cancel();
            }

            Drop(job, Job.Cancelled);
        }
    }

    /// <summary>The path of a job's result.</summary>
    public string PathOf(Job job) => Path.Combine(folder, job.Id);

    /// <inheritdoc/>
    public void Dispose() => timer.Dispose();

    private async Task RunAsync(Job job, Func<Stream, IProgress<double>, CancellationToken, Task> work)
    {
        var part = PathOf(job) + ".part";
        try
        {
            await turn.WaitAsync(job.Stop);
            try
            {
                job.State = Job.Running;
                Directory.CreateDirectory(folder);
                await using (var file = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None, 64 * 1024, FileOptions.Asynchronous))
                {
                    await work(file, job, job.Stop);
                }

                Finish(job, part);
            }
            finally
            {
                turn.Release();
            }
        }
        catch (OperationCanceledException)
        {
            Fail(job, part, Job.Cancelled, null);
        }
        catch (Exception e)
        {
            // Nobody awaits a job: who follows it is told, and the log keeps the rest.
            log.LogError(e, "Job {Job} failed", job.Id);
            Fail(job, part, Job.Failed, e is IOException ? "The result could not be written; see the server's log." : "The server failed; see its log.");
        }
    }

    private void Finish(Job job, string part)
    {
        lock (gate)
        {
            job.Stop.ThrowIfCancellationRequested();
            File.Move(part, PathOf(job), overwrite: true);
            job.Bytes = new FileInfo(PathOf(job)).Length;
            job.Report(1);
            job.State = Job.Done;
        }
    }

    private void Fail(Job job, string part, string state, string? fault)
    {
        lock (gate)
        {
            (job.State, job.Fault) = (state, fault);
            File.Delete(part);
        }
    }

    private void Drop(Job job, string state)
    {
        job.State = state;
        job.Bytes = null;
        File.Delete(PathOf(job));
    }

    /// <summary>Deletes the results whose day is over.</summary>
    private void Forget()
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            foreach (var job in jobs.Values.Where(job => job.Expires <= now && !job.IsOpen).ToList())
            {
                Drop(job, job.State);
                jobs.Remove(job.Id);
                job.Dispose();
            }
        }
    }

    /// <summary>Results of servers that are gone; those of a server that runs beside are younger than a day, or deleted anyway.</summary>
    private void DeleteLeftOver()
    {
        foreach (var file in Directory.Exists(folder) ? new DirectoryInfo(folder).GetFiles() : [])
        {
            if (clock.GetUtcNow() - file.LastWriteTimeUtc > Job.Kept)
            {
                file.Delete();
            }
        }
    }

    private static ProblemException Busy() => new(new Problem(
        503, "jobs-busy", "Too many jobs are waiting",
        $"{MostWaiting} jobs are waiting or {MostKept} results are kept already; ask again later, or delete results that nobody needs any more.")
    { RetryAfter = 60 });
}
