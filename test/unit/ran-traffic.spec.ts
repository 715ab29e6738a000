import fc from 'fast-check';
import { delayBudget, isGuaranteed } from '../../src/modules/ran/domain/traffic/qos-class.js';
import { packetDelay } from '../../src/modules/ran/domain/traffic/packet-delay.js';
import { shareBlocks } from '../../src/modules/ran/domain/traffic/share-blocks.js';
import { data, eutranCell, ofKind, parked, plain, town, voice } from './ran-scenes.js';

describe('resource blocks', () => {
  const demands = fc.array(
    fc.record({ guaranteed: fc.double({ min: 0, max: 60, noNaN: true }), extra: fc.double({ min: 0, max: 60, noNaN: true }) }).map(({ guaranteed, extra }) => ({ guaranteed, total: guaranteed + extra })),
    { maxLength: 12 },
  );
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

  it('are never more than there are, nobody gets more than demanded, and none stays free while somebody lacks', () => {
    fc.assert(
      fc.property(demands, (all) => {
        const shares = shareBlocks(all, 100);
        expect(sum(shares)).toBeLessThanOrEqual(100.000001);
        shares.forEach((share, index) => expect(share).toBeLessThanOrEqual(all[index]!.total + 1e-9));
        expect(sum(shares)).toBeCloseTo(Math.min(100, sum(all.map(({ total }) => total))), 6);
      }),
    );
  });

  it('go to guaranteed bit rates first', () => {
    fc.assert(
      fc.property(demands, (all) => {
        const guaranteed = sum(all.map((demand) => demand.guaranteed));
        shareBlocks(all, 100).forEach((share, index) => expect(share).toBeGreaterThanOrEqual(all[index]!.guaranteed * Math.min(1, 100 / guaranteed) - 1e-9));
      }),
    );
  });

  it.each([
    [[10, 20, 30], 90, [10, 20, 30]],
    [[10, 80, 80], 90, [10, 40, 40]],
    [[80, 80, 80], 90, [30, 30, 30]],
  ])('of wishes %j for %d, everybody gets as much as the others: %j', (wishes, blocks, shares) => {
    expect(shareBlocks(wishes.map((total) => ({ guaranteed: 0, total })), blocks)).toEqual(shares);
  });
});

it('knows the standardized QCIs (TS 23.203, table 6.1.7-A), and takes others for the default bearer’s', () => {
  expect([1, 2, 3, 4, 65, 66, 75].map((qci) => [isGuaranteed(qci), delayBudget(qci)])).toEqual([[true, 100], [true, 150], [true, 50], [true, 300], [true, 75], [true, 100], [true, 50]]);
  expect([5, 6, 7, 8, 9, 69, 70, 200].map((qci) => [isGuaranteed(qci), delayBudget(qci)])).toEqual([[false, 100], [false, 300], [false, 100], [false, 300], [false, 300], [false, 60], [false, 200], [false, 300]]);
});

it('delay grows with the load up to the budget', () => {
  expect([packetDelay(0, true, 100), packetDelay(0.5, true, 100), packetDelay(0.99, true, 100), packetDelay(1, true, 100), packetDelay(0.2, false, 300)]).toEqual([5, 10, 100, 100, 300]);
});

describe('layer 2 measurements after a second', () => {
  it('are those of the bearers, in the cell and of the UE', () => {
    const network = plain();
    network.putUe(parked('ue', 100, { bearers: [data, voice] }));
    network.advance(2000);
    const { layer2, ues } = network.cellState('west-1');
    const state = network.ueState('ue');
    expect(ues).toEqual(['ue']);
    // With a good radio link a block carries 4.4 bit/s/Hz x 180 kHz = 792 kbit/s down and 360 kbit/s up.
    expect(layer2).toMatchObject({
      dl_nongbr_prb_usage_cell: 3,
      ul_nongbr_prb_usage_cell: 1,
      dl_gbr_prb_usage_cell: 0,
      dl_total_prb_usage_cell: 3,
      ul_total_prb_usage_cell: 1,
      number_of_active_ue_dl_gbr_cell: 1,
      number_of_active_ue_ul_nongbr_cell: 1,
      dl_gbr_pdr_cell: 0,
    });
    expect(state.prbUsage).toEqual({ dl: 2.6, ul: 1.3 });
    expect(state.layer2).toEqual({
      dl_gbr_delay_ue: 5, ul_gbr_delay_ue: 5, dl_nongbr_delay_ue: 5, ul_nongbr_delay_ue: 5,
      dl_gbr_pdr_ue: 0, ul_gbr_pdr_ue: 0, dl_nongbr_pdr_ue: 0, ul_nongbr_pdr_ue: 0,
      dl_gbr_throughput_ue: 64, ul_gbr_throughput_ue: 64, dl_nongbr_throughput_ue: 2000, ul_nongbr_throughput_ue: 400,
      dl_gbr_data_volume_ue: 64, ul_gbr_data_volume_ue: 64, dl_nongbr_data_volume_ue: 2000, ul_nongbr_data_volume_ue: 400,
    });
  });

  it('count the preamble of a UE that comes', () => {
    const network = plain();
    network.putUe(parked('near', 50));
    network.putUe(parked('far', 480));
    network.advance(1000);
    expect(network.cellState('west-1').layer2).toMatchObject({ received_randomly_selected_preambles_high_range_cell: 2, received_randomly_selected_preambles_low_range_cell: 0, received_dedicated_preambles_cell: 0 });
    network.advance(1000);
    expect(network.cellState('west-1').layer2).toMatchObject({ received_randomly_selected_preambles_high_range_cell: 0 });
  });

  it('show what an overloaded cell discards, and that voice goes first', () => {
    const network = plain();
    for (const id of ['a', 'b', 'c']) network.putUe(parked(id, 100, { bearers: [{ ...data, offeredDl: 60e6 }, voice] }));
    network.advance(1000);
    expect(network.cellState('west-1').layer2).toMatchObject({ dl_total_prb_usage_cell: 100, dl_gbr_pdr_cell: 0, dl_nongbr_pdr_cell: 56 });
    expect(network.ueState('a').layer2).toMatchObject({ dl_nongbr_delay_ue: 300, dl_nongbr_pdr_ue: 56, dl_nongbr_throughput_ue: 26336, dl_gbr_throughput_ue: 64 });
  });

  it('a maximum bit rate limits what is offered', () => {
    const network = plain();
    network.putUe(parked('ue', 100, { bearers: [{ ...voice, offeredDl: 500_000 }] }));
    network.advance(1000);
    expect(network.ueState('ue').layer2).toMatchObject({ dl_gbr_throughput_ue: 128, dl_gbr_pdr_ue: 0 });
  });

  it('set by hand count more than those of the emulation', () => {
    const network = plain();
    network.putCell(eutranCell('west-1', 'west', '0000101', { layer2: { dl_total_prb_usage_cell: 98 } }));
    network.putUe(parked('ue', 100, { layer2: { dl_nongbr_delay_ue: 77 } }));
    network.advance(1000);
    expect(network.cellState('west-1').layer2).toMatchObject({ dl_total_prb_usage_cell: 98, ul_total_prb_usage_cell: 1 });
    expect(network.ueState('ue').layer2).toMatchObject({ dl_nongbr_delay_ue: 77, ul_nongbr_delay_ue: 5 });
  });

  it('are told once in a second, for each cell and each UE', () => {
    const network = plain();
    network.putUe(parked('ue', 100));
    const events = network.advance(3000);
    expect(ofKind(events, 'CELL_STATE').map(({ cell }) => cell.id)).toEqual(['west-1', 'east-1', 'west-1', 'east-1', 'west-1', 'east-1']);
    expect(ofKind(events, 'UE_STATE').map(({ state }) => state.ue)).toEqual(['ue', 'ue', 'ue']);
  });

  it('add up in a busy town', () => {
    const network = town(11, 20);
    for (let second = 0; second < 20; second++) {
      network.advance(1000);
      for (const { id } of network.cells()) {
        const { dl_gbr_prb_usage_cell: gbr, dl_nongbr_prb_usage_cell: other, dl_total_prb_usage_cell: total } = network.cellState(id).layer2!;
        expect(Math.abs(gbr! + other! - total!)).toBeLessThanOrEqual(1);
        expect(total).toBeLessThanOrEqual(100);
      }
    }
  });
});

it('more load in a neighbour means less SINR', () => {
  const sinrWith = (offeredDl: number) => {
    const network = plain({ reportConfigs: [] });
    network.putUe(parked('ue', 400));
    network.putUe(parked('other', 900, { bearers: [{ ...data, offeredDl }] }));
    network.advance(2000);
    return network.ueState('ue').measurements![0]!.sinr!;
  };
  expect(sinrWith(60e6)).toBeLessThan(sinrWith(1e6) - 3);
});
