//! Order numbers by a pattern that the company sets, such as `SO-{yyyy}{mm}-{####}`.
