using Insight.Etl.Staging;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;

namespace Insight.Etl.Tests.Staging;

/// <summary>What tests of reading share: a folder of payloads and a staging area with some data sets, anew for each test.</summary>
public abstract class StagedPayloadsTest(params IReadOnlyList<DataSet> dataSets)
{
    private protected PayloadFolder Payloads { get; private set; } = null!;

    private protected StagingArea Staging { get; set; } = null!;

    [SetUp]
    public void Open() => (Payloads, Staging) = (new PayloadFolder(), new StagingArea(AreaDirectory.BuiltIn, dataSets));

    [TearDown]
    public void Close() => Payloads.Dispose();
}
