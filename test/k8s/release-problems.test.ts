import { IMAGE, manifests, shop } from './support/shop';

const synthesizing = (release: Parameters<typeof shop>[0]) => () => manifests(shop(release).app);

test('SP5212 fails when an image is listed twice', () => {
  const images = [{ repository: IMAGE }, { repository: IMAGE, constraint: '^2.0.0' }];
  expect(synthesizing({ release: { images } })).toThrow(`SP5212 delivery/Release: image is listed twice: got "${IMAGE}"`);
});

test('SP5213 fails when the project is no DNS label', () => {
  for (const project of ['Shop', 'shop_release', 'shop.release', '-shop', 's'.repeat(64)]) {
    expect(synthesizing({ release: { project } })).toThrow(`SP5213 delivery/Release: project is no DNS label: got "${project}"`);
  }
  expect(synthesizing({ release: { project: 's'.repeat(63) } })).not.toThrow();
});
