using Insight.Indicators.Definitions;
using Insight.Warehouse.Areas;

namespace Insight.Indicators.Tests.Definitions;

public sealed class NetworkTests
{
    [Test]
    public void The_delivered_network_is_an_area_with_its_members()
    {
        var areas = CatalogLoader.Load(AppContext.BaseDirectory, ProjectDataSets.All).ThrowIfInvalid().AddNetworksTo(AreaDirectory.BuiltIn);
        Assert.That(areas.TryById("network:paijat-hame-4", out var network) && network.Level == AreaLevel.Network);
        Assert.That(
            areas.MembersOf("network:paijat-hame-4", new DateOnly(2026, 1, 1)),
            Is.EquivalentTo(new[] { "KU016", "KU098", "KU111", "KU560" }));
    }

    [Test]
    public void A_user_adds_a_network_in_a_folder_of_their_own()
    {
        var folder = Directory.CreateTempSubdirectory("insight-networks");
        try
        {
            Directory.CreateDirectory(Path.Combine(folder.FullName, "networks"));
            File.WriteAllText(Path.Combine(folder.FullName, "networks", "lahti-pair.yml"), """
                id: lahti-pair
                names: {fi: Lahti ja Hollola, sv: Lahtis och Hollola, en: Lahti and Hollola}
                members:
                  - KU398
                  - {area: KU098, valid_from: 2020-01-01, valid_to: 2025-01-01}
                """);
            var catalog = CatalogLoader.Load([AppContext.BaseDirectory, folder.FullName], ProjectDataSets.All).ThrowIfInvalid();
            var areas = catalog.AddNetworksTo(AreaDirectory.BuiltIn);
            Assert.That(catalog.Networks.Select(network => network.Id), Is.EqualTo(new[] { "lahti-pair", "paijat-hame-4" }));
            Assert.That(areas.MembersOf("network:lahti-pair", new DateOnly(2024, 12, 31)), Has.Count.EqualTo(2));
            Assert.That(areas.MembersOf("network:lahti-pair", new DateOnly(2025, 1, 1)), Is.EqualTo(new[] { "KU398" }));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public void An_id_that_is_taken_is_refused_in_the_second_folder()
    {
        var files = CatalogFile.ReadFolder(AppContext.BaseDirectory);
        var again = files.First(file => file.Kind == CatalogFileKind.Network) with { Path = "data/networks/paijat-hame-4.yml" };
        var catalog = CatalogLoader.FromFiles([.. files, again], ProjectDataSets.All, AreaDirectory.BuiltIn);
        Assert.That(
            catalog.Diagnostics.Single().ToString(),
            Does.StartWith("data/networks/paijat-hame-4.yml:4: error I401: another network has the id 'paijat-hame-4'"));
    }
}
