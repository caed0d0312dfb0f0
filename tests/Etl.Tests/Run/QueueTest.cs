using Insight.Etl.Run;
using Microsoft.Extensions.Logging.Abstractions;

namespace Insight.Etl.Tests.Run;

/// <summary>A fixture with a user's source that has delivered one row, and the queue of runs over it.</summary>
internal abstract class QueueTest
{
    protected UserFolder Folder { get; private set; } = null!;

    protected Workplace Place { get; private set; } = null!;

    protected RunQueue Queue { get; private set; } = null!;

    [SetUp]
    public void OpenFolder()
    {
        Folder = new UserFolder();
        Folder.Deliver("KU016,2024,40");
        Place = Folder.Open();
        Queue = new RunQueue(Place, NullLogger<RunQueue>.Instance);
    }

    [TearDown]
    public void RemoveFolder()
    {
        Queue.Dispose();
        Folder.Dispose();
    }
}
