using Insight.Indicators.Compilation;
using Insight.Indicators.Definitions;
using Insight.Warehouse.Observations;

namespace Insight.Indicators.Tests.Definitions;

public sealed class DeliveredCatalogTests
{
    private static readonly Catalog Catalog = CatalogLoader.Load(AppContext.BaseDirectory, ProjectDataSets.All);

    [Test]
    public void Has_neither_errors_nor_warnings() => Assert.That(Catalog.Diagnostics, Is.Empty, string.Join('\n', Catalog.Diagnostics));

    [Test]
    public void Compiles_in_every_frequency_and_division()
    {
        foreach (var definition in Catalog.Definitions)
        {
            foreach (var frequency in definition.Frequencies)
            {
                var compiled = SqlCompiler.Compile(definition, ProjectDataSets.All, new Division(new DateOnly(2026, 1, 1)), frequency);
                TestContext.Out.WriteLine(compiled.Sql);
                TestContext.Out.WriteLine(SqlCompiler.Compile(definition, ProjectDataSets.All, Division.AsWas, frequency).Sql);
            }
        }
    }
}
